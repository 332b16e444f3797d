from inkpost.faces.diadoc.proto import basics_pb2 as _basics_pb2
from inkpost.faces.diadoc.proto import signatures_pb2 as _signatures_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class DocumentAccessLevel(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownDocumentAccessLevel: _ClassVar[DocumentAccessLevel]
    DepartmentOnly: _ClassVar[DocumentAccessLevel]
    DepartmentAndSubdepartments: _ClassVar[DocumentAccessLevel]
    AllDocuments: _ClassVar[DocumentAccessLevel]
    SelectedDepartments: _ClassVar[DocumentAccessLevel]
UnknownDocumentAccessLevel: DocumentAccessLevel
DepartmentOnly: DocumentAccessLevel
DepartmentAndSubdepartments: DocumentAccessLevel
AllDocuments: DocumentAccessLevel
SelectedDepartments: DocumentAccessLevel

class AuthorizationPermission(_message.Message):
    __slots__ = ("IsBlocked", "Comment")
    ISBLOCKED_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    IsBlocked: bool
    Comment: str
    def __init__(self, IsBlocked: _Optional[bool] = ..., Comment: _Optional[str] = ...) -> None: ...

class AuthorizationPermissionPatch(_message.Message):
    __slots__ = ("IsBlocked", "Comment")
    ISBLOCKED_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    IsBlocked: bool
    Comment: str
    def __init__(self, IsBlocked: _Optional[bool] = ..., Comment: _Optional[str] = ...) -> None: ...

class Employee(_message.Message):
    __slots__ = ("User", "Permissions", "Position", "CanBeInvitedForChat", "CreationTimestamp")
    USER_FIELD_NUMBER: _ClassVar[int]
    PERMISSIONS_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    CANBEINVITEDFORCHAT_FIELD_NUMBER: _ClassVar[int]
    CREATIONTIMESTAMP_FIELD_NUMBER: _ClassVar[int]
    User: UserV2
    Permissions: EmployeePermissions
    Position: str
    CanBeInvitedForChat: bool
    CreationTimestamp: _basics_pb2.Timestamp
    def __init__(self, User: _Optional[_Union[UserV2, _Mapping]] = ..., Permissions: _Optional[_Union[EmployeePermissions, _Mapping]] = ..., Position: _Optional[str] = ..., CanBeInvitedForChat: _Optional[bool] = ..., CreationTimestamp: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class EmployeeAction(_message.Message):
    __slots__ = ("Name", "IsAllowed")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ISALLOWED_FIELD_NUMBER: _ClassVar[int]
    Name: str
    IsAllowed: bool
    def __init__(self, Name: _Optional[str] = ..., IsAllowed: _Optional[bool] = ...) -> None: ...

class EmployeeCanBeInvitedForChatPatch(_message.Message):
    __slots__ = ("CanBeInvitedForChat",)
    CANBEINVITEDFORCHAT_FIELD_NUMBER: _ClassVar[int]
    CanBeInvitedForChat: bool
    def __init__(self, CanBeInvitedForChat: _Optional[bool] = ...) -> None: ...

class EmployeeDepartmentPatch(_message.Message):
    __slots__ = ("DepartmentId",)
    DEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    DepartmentId: str
    def __init__(self, DepartmentId: _Optional[str] = ...) -> None: ...

class EmployeeDocumentAccessLevelPatch(_message.Message):
    __slots__ = ("DocumentAccessLevel",)
    DOCUMENTACCESSLEVEL_FIELD_NUMBER: _ClassVar[int]
    DocumentAccessLevel: DocumentAccessLevel
    def __init__(self, DocumentAccessLevel: _Optional[_Union[DocumentAccessLevel, str]] = ...) -> None: ...

class EmployeeIsAdministratorPatch(_message.Message):
    __slots__ = ("IsAdministrator",)
    ISADMINISTRATOR_FIELD_NUMBER: _ClassVar[int]
    IsAdministrator: bool
    def __init__(self, IsAdministrator: _Optional[bool] = ...) -> None: ...

class EmployeeList(_message.Message):
    __slots__ = ("Employees", "TotalCount")
    EMPLOYEES_FIELD_NUMBER: _ClassVar[int]
    TOTALCOUNT_FIELD_NUMBER: _ClassVar[int]
    Employees: _containers.RepeatedCompositeFieldContainer[Employee]
    TotalCount: int
    def __init__(self, Employees: _Optional[_Iterable[_Union[Employee, _Mapping]]] = ..., TotalCount: _Optional[int] = ...) -> None: ...

class EmployeePermissions(_message.Message):
    __slots__ = ("UserDepartmentId", "IsAdministrator", "DocumentAccessLevel", "SelectedDepartmentIds", "Actions", "AuthorizationPermission")
    USERDEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    ISADMINISTRATOR_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTACCESSLEVEL_FIELD_NUMBER: _ClassVar[int]
    SELECTEDDEPARTMENTIDS_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    AUTHORIZATIONPERMISSION_FIELD_NUMBER: _ClassVar[int]
    UserDepartmentId: str
    IsAdministrator: bool
    DocumentAccessLevel: DocumentAccessLevel
    SelectedDepartmentIds: _containers.RepeatedScalarFieldContainer[str]
    Actions: _containers.RepeatedCompositeFieldContainer[EmployeeAction]
    AuthorizationPermission: AuthorizationPermission
    def __init__(self, UserDepartmentId: _Optional[str] = ..., IsAdministrator: _Optional[bool] = ..., DocumentAccessLevel: _Optional[_Union[DocumentAccessLevel, str]] = ..., SelectedDepartmentIds: _Optional[_Iterable[str]] = ..., Actions: _Optional[_Iterable[_Union[EmployeeAction, _Mapping]]] = ..., AuthorizationPermission: _Optional[_Union[AuthorizationPermission, _Mapping]] = ...) -> None: ...

class EmployeePermissionsPatch(_message.Message):
    __slots__ = ("Department", "IsAdministrator", "DocumentAccessLevel", "SelectedDepartments", "Actions", "AuthorizationPermission")
    DEPARTMENT_FIELD_NUMBER: _ClassVar[int]
    ISADMINISTRATOR_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTACCESSLEVEL_FIELD_NUMBER: _ClassVar[int]
    SELECTEDDEPARTMENTS_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    AUTHORIZATIONPERMISSION_FIELD_NUMBER: _ClassVar[int]
    Department: EmployeeDepartmentPatch
    IsAdministrator: EmployeeIsAdministratorPatch
    DocumentAccessLevel: EmployeeDocumentAccessLevelPatch
    SelectedDepartments: EmployeeSelectedDepartmentsPatch
    Actions: _containers.RepeatedCompositeFieldContainer[EmployeeAction]
    AuthorizationPermission: AuthorizationPermissionPatch
    def __init__(self, Department: _Optional[_Union[EmployeeDepartmentPatch, _Mapping]] = ..., IsAdministrator: _Optional[_Union[EmployeeIsAdministratorPatch, _Mapping]] = ..., DocumentAccessLevel: _Optional[_Union[EmployeeDocumentAccessLevelPatch, _Mapping]] = ..., SelectedDepartments: _Optional[_Union[EmployeeSelectedDepartmentsPatch, _Mapping]] = ..., Actions: _Optional[_Iterable[_Union[EmployeeAction, _Mapping]]] = ..., AuthorizationPermission: _Optional[_Union[AuthorizationPermissionPatch, _Mapping]] = ...) -> None: ...

class EmployeePositionPatch(_message.Message):
    __slots__ = ("Position",)
    POSITION_FIELD_NUMBER: _ClassVar[int]
    Position: str
    def __init__(self, Position: _Optional[str] = ...) -> None: ...

class EmployeeSelectedDepartmentsPatch(_message.Message):
    __slots__ = ("SelectedDepartmentIds",)
    SELECTEDDEPARTMENTIDS_FIELD_NUMBER: _ClassVar[int]
    SelectedDepartmentIds: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, SelectedDepartmentIds: _Optional[_Iterable[str]] = ...) -> None: ...

class EmployeeSubscriptions(_message.Message):
    __slots__ = ("Subscriptions",)
    SUBSCRIPTIONS_FIELD_NUMBER: _ClassVar[int]
    Subscriptions: _containers.RepeatedCompositeFieldContainer[Subscription]
    def __init__(self, Subscriptions: _Optional[_Iterable[_Union[Subscription, _Mapping]]] = ...) -> None: ...

class EmployeeToCreate(_message.Message):
    __slots__ = ("Credentials", "Position", "CanBeInvitedForChat", "Permissions")
    CREDENTIALS_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    CANBEINVITEDFORCHAT_FIELD_NUMBER: _ClassVar[int]
    PERMISSIONS_FIELD_NUMBER: _ClassVar[int]
    Credentials: EmployeeToCreateCredentials
    Position: str
    CanBeInvitedForChat: bool
    Permissions: EmployeePermissions
    def __init__(self, Credentials: _Optional[_Union[EmployeeToCreateCredentials, _Mapping]] = ..., Position: _Optional[str] = ..., CanBeInvitedForChat: _Optional[bool] = ..., Permissions: _Optional[_Union[EmployeePermissions, _Mapping]] = ...) -> None: ...

class EmployeeToCreateByCertificate(_message.Message):
    __slots__ = ("Content", "AccessBasis", "Email")
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    ACCESSBASIS_FIELD_NUMBER: _ClassVar[int]
    EMAIL_FIELD_NUMBER: _ClassVar[int]
    Content: bytes
    AccessBasis: str
    Email: str
    def __init__(self, Content: _Optional[bytes] = ..., AccessBasis: _Optional[str] = ..., Email: _Optional[str] = ...) -> None: ...

class EmployeeToCreateByLogin(_message.Message):
    __slots__ = ("Login", "FullName")
    LOGIN_FIELD_NUMBER: _ClassVar[int]
    FULLNAME_FIELD_NUMBER: _ClassVar[int]
    Login: str
    FullName: FullName
    def __init__(self, Login: _Optional[str] = ..., FullName: _Optional[_Union[FullName, _Mapping]] = ...) -> None: ...

class EmployeeToCreateCredentials(_message.Message):
    __slots__ = ("Login", "Certificate")
    LOGIN_FIELD_NUMBER: _ClassVar[int]
    CERTIFICATE_FIELD_NUMBER: _ClassVar[int]
    Login: EmployeeToCreateByLogin
    Certificate: EmployeeToCreateByCertificate
    def __init__(self, Login: _Optional[_Union[EmployeeToCreateByLogin, _Mapping]] = ..., Certificate: _Optional[_Union[EmployeeToCreateByCertificate, _Mapping]] = ...) -> None: ...

class EmployeeToUpdate(_message.Message):
    __slots__ = ("Permissions", "Position", "CanBeInvitedForChat")
    PERMISSIONS_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    CANBEINVITEDFORCHAT_FIELD_NUMBER: _ClassVar[int]
    Permissions: EmployeePermissionsPatch
    Position: EmployeePositionPatch
    CanBeInvitedForChat: EmployeeCanBeInvitedForChatPatch
    def __init__(self, Permissions: _Optional[_Union[EmployeePermissionsPatch, _Mapping]] = ..., Position: _Optional[_Union[EmployeePositionPatch, _Mapping]] = ..., CanBeInvitedForChat: _Optional[_Union[EmployeeCanBeInvitedForChatPatch, _Mapping]] = ...) -> None: ...

class FullName(_message.Message):
    __slots__ = ("LastName", "FirstName", "MiddleName")
    LASTNAME_FIELD_NUMBER: _ClassVar[int]
    FIRSTNAME_FIELD_NUMBER: _ClassVar[int]
    MIDDLENAME_FIELD_NUMBER: _ClassVar[int]
    LastName: str
    FirstName: str
    MiddleName: str
    def __init__(self, LastName: _Optional[str] = ..., FirstName: _Optional[str] = ..., MiddleName: _Optional[str] = ...) -> None: ...

class OrganizationUser(_message.Message):
    __slots__ = ("Id", "Name", "Permissions", "Position")
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    PERMISSIONS_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    Id: str
    Name: str
    Permissions: OrganizationUserPermissions
    Position: str
    def __init__(self, Id: _Optional[str] = ..., Name: _Optional[str] = ..., Permissions: _Optional[_Union[OrganizationUserPermissions, _Mapping]] = ..., Position: _Optional[str] = ...) -> None: ...

class OrganizationUserPermissions(_message.Message):
    __slots__ = ("UserDepartmentId", "IsAdministrator", "DocumentAccessLevel", "CanSignDocuments", "CanManageCounteragents", "CanAddResolutions", "CanRequestResolutions", "SelectedDepartmentIds", "JobTitle", "CanCreateDocuments", "AuthorizationPermission", "CanDeleteRestoreDocuments", "CanAttachUniversalMessages", "CanUseGoskeyFL")
    USERDEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    ISADMINISTRATOR_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTACCESSLEVEL_FIELD_NUMBER: _ClassVar[int]
    CANSIGNDOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    CANMANAGECOUNTERAGENTS_FIELD_NUMBER: _ClassVar[int]
    CANADDRESOLUTIONS_FIELD_NUMBER: _ClassVar[int]
    CANREQUESTRESOLUTIONS_FIELD_NUMBER: _ClassVar[int]
    SELECTEDDEPARTMENTIDS_FIELD_NUMBER: _ClassVar[int]
    JOBTITLE_FIELD_NUMBER: _ClassVar[int]
    CANCREATEDOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    AUTHORIZATIONPERMISSION_FIELD_NUMBER: _ClassVar[int]
    CANDELETERESTOREDOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    CANATTACHUNIVERSALMESSAGES_FIELD_NUMBER: _ClassVar[int]
    CANUSEGOSKEYFL_FIELD_NUMBER: _ClassVar[int]
    UserDepartmentId: str
    IsAdministrator: bool
    DocumentAccessLevel: DocumentAccessLevel
    CanSignDocuments: bool
    CanManageCounteragents: bool
    CanAddResolutions: bool
    CanRequestResolutions: bool
    SelectedDepartmentIds: _containers.RepeatedScalarFieldContainer[str]
    JobTitle: str
    CanCreateDocuments: bool
    AuthorizationPermission: AuthorizationPermission
    CanDeleteRestoreDocuments: bool
    CanAttachUniversalMessages: bool
    CanUseGoskeyFL: bool
    def __init__(self, UserDepartmentId: _Optional[str] = ..., IsAdministrator: _Optional[bool] = ..., DocumentAccessLevel: _Optional[_Union[DocumentAccessLevel, str]] = ..., CanSignDocuments: _Optional[bool] = ..., CanManageCounteragents: _Optional[bool] = ..., CanAddResolutions: _Optional[bool] = ..., CanRequestResolutions: _Optional[bool] = ..., SelectedDepartmentIds: _Optional[_Iterable[str]] = ..., JobTitle: _Optional[str] = ..., CanCreateDocuments: _Optional[bool] = ..., AuthorizationPermission: _Optional[_Union[AuthorizationPermission, _Mapping]] = ..., CanDeleteRestoreDocuments: _Optional[bool] = ..., CanAttachUniversalMessages: _Optional[bool] = ..., CanUseGoskeyFL: _Optional[bool] = ...) -> None: ...

class OrganizationUsersList(_message.Message):
    __slots__ = ("Users", "CurrentUserId")
    USERS_FIELD_NUMBER: _ClassVar[int]
    CURRENTUSERID_FIELD_NUMBER: _ClassVar[int]
    Users: _containers.RepeatedCompositeFieldContainer[OrganizationUser]
    CurrentUserId: str
    def __init__(self, Users: _Optional[_Iterable[_Union[OrganizationUser, _Mapping]]] = ..., CurrentUserId: _Optional[str] = ...) -> None: ...

class Subscription(_message.Message):
    __slots__ = ("Id", "IsSubscribed")
    ID_FIELD_NUMBER: _ClassVar[int]
    ISSUBSCRIBED_FIELD_NUMBER: _ClassVar[int]
    Id: str
    IsSubscribed: bool
    def __init__(self, Id: _Optional[str] = ..., IsSubscribed: _Optional[bool] = ...) -> None: ...

class SubscriptionsToUpdate(_message.Message):
    __slots__ = ("Subscriptions",)
    SUBSCRIPTIONS_FIELD_NUMBER: _ClassVar[int]
    Subscriptions: _containers.RepeatedCompositeFieldContainer[Subscription]
    def __init__(self, Subscriptions: _Optional[_Iterable[_Union[Subscription, _Mapping]]] = ...) -> None: ...

class User(_message.Message):
    __slots__ = ("Id", "LastName", "FirstName", "MiddleName", "CloudCertificates")
    ID_FIELD_NUMBER: _ClassVar[int]
    LASTNAME_FIELD_NUMBER: _ClassVar[int]
    FIRSTNAME_FIELD_NUMBER: _ClassVar[int]
    MIDDLENAME_FIELD_NUMBER: _ClassVar[int]
    CLOUDCERTIFICATES_FIELD_NUMBER: _ClassVar[int]
    Id: str
    LastName: str
    FirstName: str
    MiddleName: str
    CloudCertificates: _containers.RepeatedCompositeFieldContainer[_signatures_pb2.CertificateInfo]
    def __init__(self, Id: _Optional[str] = ..., LastName: _Optional[str] = ..., FirstName: _Optional[str] = ..., MiddleName: _Optional[str] = ..., CloudCertificates: _Optional[_Iterable[_Union[_signatures_pb2.CertificateInfo, _Mapping]]] = ...) -> None: ...

class UserV2(_message.Message):
    __slots__ = ("UserId", "Login", "FullName", "IsRegistered")
    USERID_FIELD_NUMBER: _ClassVar[int]
    LOGIN_FIELD_NUMBER: _ClassVar[int]
    FULLNAME_FIELD_NUMBER: _ClassVar[int]
    ISREGISTERED_FIELD_NUMBER: _ClassVar[int]
    UserId: str
    Login: str
    FullName: FullName
    IsRegistered: bool
    def __init__(self, UserId: _Optional[str] = ..., Login: _Optional[str] = ..., FullName: _Optional[_Union[FullName, _Mapping]] = ..., IsRegistered: _Optional[bool] = ...) -> None: ...
