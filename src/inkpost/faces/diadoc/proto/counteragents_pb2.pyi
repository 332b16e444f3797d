from inkpost.faces.diadoc.proto import attachments_pb2 as _attachments_pb2
from inkpost.faces.diadoc.proto import basics_pb2 as _basics_pb2
from inkpost.faces.diadoc.proto import organizations_pb2 as _organizations_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CounteragentEventType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownCounteragentEventType: _ClassVar[CounteragentEventType]
    IInvitedCounteragent: _ClassVar[CounteragentEventType]
    CounteragentInvitedMe: _ClassVar[CounteragentEventType]
    CounteragentAcceptedInvitation: _ClassVar[CounteragentEventType]
    IAcceptedInvitation: _ClassVar[CounteragentEventType]
    IWithdrewInvitation: _ClassVar[CounteragentEventType]
    CounteragentWithdrewInvitation: _ClassVar[CounteragentEventType]
    IRejectedInvitation: _ClassVar[CounteragentEventType]
    CounteragentRejectedInvitation: _ClassVar[CounteragentEventType]
    IBrokeUpWithCounteragent: _ClassVar[CounteragentEventType]
    CounteragentBrokeUpWithMe: _ClassVar[CounteragentEventType]
    IForgotCounteragent: _ClassVar[CounteragentEventType]
    CounteragentForgotMe: _ClassVar[CounteragentEventType]
    IMadeCounteragent: _ClassVar[CounteragentEventType]
    CounteragentMadeMe: _ClassVar[CounteragentEventType]

class CounteragentStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownCounteragentStatus: _ClassVar[CounteragentStatus]
    IsMyCounteragent: _ClassVar[CounteragentStatus]
    InvitesMe: _ClassVar[CounteragentStatus]
    IsInvitedByMe: _ClassVar[CounteragentStatus]
    RejectsMe: _ClassVar[CounteragentStatus]
    IsRejectedByMe: _ClassVar[CounteragentStatus]
    NotInCounteragentList: _ClassVar[CounteragentStatus]
UnknownCounteragentEventType: CounteragentEventType
IInvitedCounteragent: CounteragentEventType
CounteragentInvitedMe: CounteragentEventType
CounteragentAcceptedInvitation: CounteragentEventType
IAcceptedInvitation: CounteragentEventType
IWithdrewInvitation: CounteragentEventType
CounteragentWithdrewInvitation: CounteragentEventType
IRejectedInvitation: CounteragentEventType
CounteragentRejectedInvitation: CounteragentEventType
IBrokeUpWithCounteragent: CounteragentEventType
CounteragentBrokeUpWithMe: CounteragentEventType
IForgotCounteragent: CounteragentEventType
CounteragentForgotMe: CounteragentEventType
IMadeCounteragent: CounteragentEventType
CounteragentMadeMe: CounteragentEventType
UnknownCounteragentStatus: CounteragentStatus
IsMyCounteragent: CounteragentStatus
InvitesMe: CounteragentStatus
IsInvitedByMe: CounteragentStatus
RejectsMe: CounteragentStatus
IsRejectedByMe: CounteragentStatus
NotInCounteragentList: CounteragentStatus

class AcquireCounteragentRequest(_message.Message):
    __slots__ = ("OrgId", "Inn", "MessageToCounteragent", "InvitationDocument", "BoxId")
    ORGID_FIELD_NUMBER: _ClassVar[int]
    INN_FIELD_NUMBER: _ClassVar[int]
    MESSAGETOCOUNTERAGENT_FIELD_NUMBER: _ClassVar[int]
    INVITATIONDOCUMENT_FIELD_NUMBER: _ClassVar[int]
    BOXID_FIELD_NUMBER: _ClassVar[int]
    OrgId: str
    Inn: str
    MessageToCounteragent: str
    InvitationDocument: InvitationDocument
    BoxId: str
    def __init__(self, OrgId: _Optional[str] = ..., Inn: _Optional[str] = ..., MessageToCounteragent: _Optional[str] = ..., InvitationDocument: _Optional[_Union[InvitationDocument, _Mapping]] = ..., BoxId: _Optional[str] = ...) -> None: ...

class AcquireCounteragentResult(_message.Message):
    __slots__ = ("OrgId", "InvitationDocumentId")
    ORGID_FIELD_NUMBER: _ClassVar[int]
    INVITATIONDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    OrgId: str
    InvitationDocumentId: _basics_pb2.DocumentId
    def __init__(self, OrgId: _Optional[str] = ..., InvitationDocumentId: _Optional[_Union[_basics_pb2.DocumentId, _Mapping]] = ...) -> None: ...

class AcquireCounteragentResultV2(_message.Message):
    __slots__ = ("BoxId", "InvitationDocumentId")
    BOXID_FIELD_NUMBER: _ClassVar[int]
    INVITATIONDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    BoxId: str
    InvitationDocumentId: _basics_pb2.DocumentId
    def __init__(self, BoxId: _Optional[str] = ..., InvitationDocumentId: _Optional[_Union[_basics_pb2.DocumentId, _Mapping]] = ...) -> None: ...

class BoxCounteragentEvent(_message.Message):
    __slots__ = ("EventId", "Counteragent", "IndexKey", "EventTypes")
    EVENTID_FIELD_NUMBER: _ClassVar[int]
    COUNTERAGENT_FIELD_NUMBER: _ClassVar[int]
    INDEXKEY_FIELD_NUMBER: _ClassVar[int]
    EVENTTYPES_FIELD_NUMBER: _ClassVar[int]
    EventId: str
    Counteragent: CounteragentInfo
    IndexKey: str
    EventTypes: _containers.RepeatedScalarFieldContainer[CounteragentEventType]
    def __init__(self, EventId: _Optional[str] = ..., Counteragent: _Optional[_Union[CounteragentInfo, _Mapping]] = ..., IndexKey: _Optional[str] = ..., EventTypes: _Optional[_Iterable[_Union[CounteragentEventType, str]]] = ...) -> None: ...

class BoxCounteragentEventList(_message.Message):
    __slots__ = ("Events", "TotalCount", "TotalCountType")
    EVENTS_FIELD_NUMBER: _ClassVar[int]
    TOTALCOUNT_FIELD_NUMBER: _ClassVar[int]
    TOTALCOUNTTYPE_FIELD_NUMBER: _ClassVar[int]
    Events: _containers.RepeatedCompositeFieldContainer[BoxCounteragentEvent]
    TotalCount: int
    TotalCountType: _basics_pb2.TotalCountType
    def __init__(self, Events: _Optional[_Iterable[_Union[BoxCounteragentEvent, _Mapping]]] = ..., TotalCount: _Optional[int] = ..., TotalCountType: _Optional[_Union[_basics_pb2.TotalCountType, str]] = ...) -> None: ...

class Certificate(_message.Message):
    __slots__ = ("RawCertificateData",)
    RAWCERTIFICATEDATA_FIELD_NUMBER: _ClassVar[int]
    RawCertificateData: bytes
    def __init__(self, RawCertificateData: _Optional[bytes] = ...) -> None: ...

class Counteragent(_message.Message):
    __slots__ = ("IndexKey", "Organization", "CurrentStatus", "LastEventTimestampTicks", "MessageFromCounteragent", "MessageToCounteragent", "InvitationDocumentId", "CounteragentGroupId")
    INDEXKEY_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    CURRENTSTATUS_FIELD_NUMBER: _ClassVar[int]
    LASTEVENTTIMESTAMPTICKS_FIELD_NUMBER: _ClassVar[int]
    MESSAGEFROMCOUNTERAGENT_FIELD_NUMBER: _ClassVar[int]
    MESSAGETOCOUNTERAGENT_FIELD_NUMBER: _ClassVar[int]
    INVITATIONDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    COUNTERAGENTGROUPID_FIELD_NUMBER: _ClassVar[int]
    IndexKey: str
    Organization: _organizations_pb2.Organization
    CurrentStatus: CounteragentStatus
    LastEventTimestampTicks: int
    MessageFromCounteragent: str
    MessageToCounteragent: str
    InvitationDocumentId: _basics_pb2.DocumentId
    CounteragentGroupId: str
    def __init__(self, IndexKey: _Optional[str] = ..., Organization: _Optional[_Union[_organizations_pb2.Organization, _Mapping]] = ..., CurrentStatus: _Optional[_Union[CounteragentStatus, str]] = ..., LastEventTimestampTicks: _Optional[int] = ..., MessageFromCounteragent: _Optional[str] = ..., MessageToCounteragent: _Optional[str] = ..., InvitationDocumentId: _Optional[_Union[_basics_pb2.DocumentId, _Mapping]] = ..., CounteragentGroupId: _Optional[str] = ...) -> None: ...

class CounteragentCertificateList(_message.Message):
    __slots__ = ("Certificates",)
    CERTIFICATES_FIELD_NUMBER: _ClassVar[int]
    Certificates: _containers.RepeatedCompositeFieldContainer[Certificate]
    def __init__(self, Certificates: _Optional[_Iterable[_Union[Certificate, _Mapping]]] = ...) -> None: ...

class CounteragentFromGroupResponse(_message.Message):
    __slots__ = ("CounteragentBoxId", "TotalCount", "AfterIndexKey")
    COUNTERAGENTBOXID_FIELD_NUMBER: _ClassVar[int]
    TOTALCOUNT_FIELD_NUMBER: _ClassVar[int]
    AFTERINDEXKEY_FIELD_NUMBER: _ClassVar[int]
    CounteragentBoxId: _containers.RepeatedScalarFieldContainer[str]
    TotalCount: int
    AfterIndexKey: str
    def __init__(self, CounteragentBoxId: _Optional[_Iterable[str]] = ..., TotalCount: _Optional[int] = ..., AfterIndexKey: _Optional[str] = ...) -> None: ...

class CounteragentGroup(_message.Message):
    __slots__ = ("CounteragentGroupId", "Name", "Departments")
    COUNTERAGENTGROUPID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENTS_FIELD_NUMBER: _ClassVar[int]
    CounteragentGroupId: str
    Name: str
    Departments: DepartmentsInGroup
    def __init__(self, CounteragentGroupId: _Optional[str] = ..., Name: _Optional[str] = ..., Departments: _Optional[_Union[DepartmentsInGroup, _Mapping]] = ...) -> None: ...

class CounteragentGroupDepartmentPatch(_message.Message):
    __slots__ = ("AnyDepartment", "Departments")
    ANYDEPARTMENT_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENTS_FIELD_NUMBER: _ClassVar[int]
    AnyDepartment: bool
    Departments: DepartmentsInGroup
    def __init__(self, AnyDepartment: _Optional[bool] = ..., Departments: _Optional[_Union[DepartmentsInGroup, _Mapping]] = ...) -> None: ...

class CounteragentGroupToCreate(_message.Message):
    __slots__ = ("Name", "Departments")
    NAME_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENTS_FIELD_NUMBER: _ClassVar[int]
    Name: str
    Departments: DepartmentsInGroup
    def __init__(self, Name: _Optional[str] = ..., Departments: _Optional[_Union[DepartmentsInGroup, _Mapping]] = ...) -> None: ...

class CounteragentGroupToUpdate(_message.Message):
    __slots__ = ("Name", "GroupDepartments")
    NAME_FIELD_NUMBER: _ClassVar[int]
    GROUPDEPARTMENTS_FIELD_NUMBER: _ClassVar[int]
    Name: str
    GroupDepartments: CounteragentGroupDepartmentPatch
    def __init__(self, Name: _Optional[str] = ..., GroupDepartments: _Optional[_Union[CounteragentGroupDepartmentPatch, _Mapping]] = ...) -> None: ...

class CounteragentGroupsList(_message.Message):
    __slots__ = ("Groups", "TotalCount")
    GROUPS_FIELD_NUMBER: _ClassVar[int]
    TOTALCOUNT_FIELD_NUMBER: _ClassVar[int]
    Groups: _containers.RepeatedCompositeFieldContainer[CounteragentGroup]
    TotalCount: int
    def __init__(self, Groups: _Optional[_Iterable[_Union[CounteragentGroup, _Mapping]]] = ..., TotalCount: _Optional[int] = ...) -> None: ...

class CounteragentInfo(_message.Message):
    __slots__ = ("CounteragentBoxId", "Status", "EventTimestampTicks", "LastEventComment", "MessageFromCounteragent", "MessageToCounteragent", "InvitationDocumentId", "CounteragentGroupId")
    COUNTERAGENTBOXID_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    EVENTTIMESTAMPTICKS_FIELD_NUMBER: _ClassVar[int]
    LASTEVENTCOMMENT_FIELD_NUMBER: _ClassVar[int]
    MESSAGEFROMCOUNTERAGENT_FIELD_NUMBER: _ClassVar[int]
    MESSAGETOCOUNTERAGENT_FIELD_NUMBER: _ClassVar[int]
    INVITATIONDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    COUNTERAGENTGROUPID_FIELD_NUMBER: _ClassVar[int]
    CounteragentBoxId: str
    Status: CounteragentStatus
    EventTimestampTicks: int
    LastEventComment: str
    MessageFromCounteragent: str
    MessageToCounteragent: str
    InvitationDocumentId: _basics_pb2.DocumentId
    CounteragentGroupId: str
    def __init__(self, CounteragentBoxId: _Optional[str] = ..., Status: _Optional[_Union[CounteragentStatus, str]] = ..., EventTimestampTicks: _Optional[int] = ..., LastEventComment: _Optional[str] = ..., MessageFromCounteragent: _Optional[str] = ..., MessageToCounteragent: _Optional[str] = ..., InvitationDocumentId: _Optional[_Union[_basics_pb2.DocumentId, _Mapping]] = ..., CounteragentGroupId: _Optional[str] = ...) -> None: ...

class CounteragentList(_message.Message):
    __slots__ = ("TotalCount", "Counteragents", "TotalCountType")
    TOTALCOUNT_FIELD_NUMBER: _ClassVar[int]
    COUNTERAGENTS_FIELD_NUMBER: _ClassVar[int]
    TOTALCOUNTTYPE_FIELD_NUMBER: _ClassVar[int]
    TotalCount: int
    Counteragents: _containers.RepeatedCompositeFieldContainer[Counteragent]
    TotalCountType: _basics_pb2.TotalCountType
    def __init__(self, TotalCount: _Optional[int] = ..., Counteragents: _Optional[_Iterable[_Union[Counteragent, _Mapping]]] = ..., TotalCountType: _Optional[_Union[_basics_pb2.TotalCountType, str]] = ...) -> None: ...

class DepartmentsInGroup(_message.Message):
    __slots__ = ("DepartmentIds",)
    DEPARTMENTIDS_FIELD_NUMBER: _ClassVar[int]
    DepartmentIds: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, DepartmentIds: _Optional[_Iterable[str]] = ...) -> None: ...

class GetOrganizationsByInnListRequest(_message.Message):
    __slots__ = ("InnList",)
    INNLIST_FIELD_NUMBER: _ClassVar[int]
    InnList: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, InnList: _Optional[_Iterable[str]] = ...) -> None: ...

class GetOrganizationsByInnListResponse(_message.Message):
    __slots__ = ("Organizations",)
    ORGANIZATIONS_FIELD_NUMBER: _ClassVar[int]
    Organizations: _containers.RepeatedCompositeFieldContainer[OrganizationWithCounteragentStatus]
    def __init__(self, Organizations: _Optional[_Iterable[_Union[OrganizationWithCounteragentStatus, _Mapping]]] = ...) -> None: ...

class InvitationDocument(_message.Message):
    __slots__ = ("SignedContent", "FileName", "SignatureRequested", "Type")
    SIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    FILENAME_FIELD_NUMBER: _ClassVar[int]
    SIGNATUREREQUESTED_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    SignedContent: _attachments_pb2.SignedContent
    FileName: str
    SignatureRequested: bool
    Type: str
    def __init__(self, SignedContent: _Optional[_Union[_attachments_pb2.SignedContent, _Mapping]] = ..., FileName: _Optional[str] = ..., SignatureRequested: _Optional[bool] = ..., Type: _Optional[str] = ...) -> None: ...

class OrganizationWithCounteragentStatus(_message.Message):
    __slots__ = ("Organization", "CounteragentStatus", "LastEventTimestampTicks", "MessageFromCounteragent", "MessageToCounteragent", "InvitationDocumentId", "CounteragentGroupId")
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    COUNTERAGENTSTATUS_FIELD_NUMBER: _ClassVar[int]
    LASTEVENTTIMESTAMPTICKS_FIELD_NUMBER: _ClassVar[int]
    MESSAGEFROMCOUNTERAGENT_FIELD_NUMBER: _ClassVar[int]
    MESSAGETOCOUNTERAGENT_FIELD_NUMBER: _ClassVar[int]
    INVITATIONDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    COUNTERAGENTGROUPID_FIELD_NUMBER: _ClassVar[int]
    Organization: _organizations_pb2.Organization
    CounteragentStatus: CounteragentStatus
    LastEventTimestampTicks: int
    MessageFromCounteragent: str
    MessageToCounteragent: str
    InvitationDocumentId: _basics_pb2.DocumentId
    CounteragentGroupId: str
    def __init__(self, Organization: _Optional[_Union[_organizations_pb2.Organization, _Mapping]] = ..., CounteragentStatus: _Optional[_Union[CounteragentStatus, str]] = ..., LastEventTimestampTicks: _Optional[int] = ..., MessageFromCounteragent: _Optional[str] = ..., MessageToCounteragent: _Optional[str] = ..., InvitationDocumentId: _Optional[_Union[_basics_pb2.DocumentId, _Mapping]] = ..., CounteragentGroupId: _Optional[str] = ...) -> None: ...
