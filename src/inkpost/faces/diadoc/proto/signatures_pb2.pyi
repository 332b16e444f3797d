from inkpost.faces.diadoc.proto import basics_pb2 as _basics_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CertificateSubjectType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownCertificateSubjectType: _ClassVar[CertificateSubjectType]
    LegalEntity: _ClassVar[CertificateSubjectType]
    IndividualEntity: _ClassVar[CertificateSubjectType]
    PhysicalPerson: _ClassVar[CertificateSubjectType]

class CertificateType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    Unknown: _ClassVar[CertificateType]
    Token: _ClassVar[CertificateType]
    Dss: _ClassVar[CertificateType]
    KonturCertificate: _ClassVar[CertificateType]
    Goskey: _ClassVar[CertificateType]

class CertificateUsage(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownUsage: _ClassVar[CertificateUsage]
    KonturCertificateUsage: _ClassVar[CertificateUsage]
    TokenUsage: _ClassVar[CertificateUsage]
    DssUsage: _ClassVar[CertificateUsage]

class DssCertificateType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownDssType: _ClassVar[DssCertificateType]
    MyDss: _ClassVar[DssCertificateType]
    KSignServer: _ClassVar[DssCertificateType]
    KSignRutoken: _ClassVar[DssCertificateType]
    KSignMobile: _ClassVar[DssCertificateType]
UnknownCertificateSubjectType: CertificateSubjectType
LegalEntity: CertificateSubjectType
IndividualEntity: CertificateSubjectType
PhysicalPerson: CertificateSubjectType
Unknown: CertificateType
Token: CertificateType
Dss: CertificateType
KonturCertificate: CertificateType
Goskey: CertificateType
UnknownUsage: CertificateUsage
KonturCertificateUsage: CertificateUsage
TokenUsage: CertificateUsage
DssUsage: CertificateUsage
UnknownDssType: DssCertificateType
MyDss: DssCertificateType
KSignServer: DssCertificateType
KSignRutoken: DssCertificateType
KSignMobile: DssCertificateType

class CertificateChainElement(_message.Message):
    __slots__ = ("CertificateChainStatusFlags", "DerCertificate")
    CERTIFICATECHAINSTATUSFLAGS_FIELD_NUMBER: _ClassVar[int]
    DERCERTIFICATE_FIELD_NUMBER: _ClassVar[int]
    CertificateChainStatusFlags: int
    DerCertificate: bytes
    def __init__(self, CertificateChainStatusFlags: _Optional[int] = ..., DerCertificate: _Optional[bytes] = ...) -> None: ...

class CertificateInfo(_message.Message):
    __slots__ = ("Thumbprint", "ValidFrom", "ValidTo", "OrganizationName", "Inn")
    THUMBPRINT_FIELD_NUMBER: _ClassVar[int]
    VALIDFROM_FIELD_NUMBER: _ClassVar[int]
    VALIDTO_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATIONNAME_FIELD_NUMBER: _ClassVar[int]
    INN_FIELD_NUMBER: _ClassVar[int]
    Thumbprint: str
    ValidFrom: int
    ValidTo: int
    OrganizationName: str
    Inn: str
    def __init__(self, Thumbprint: _Optional[str] = ..., ValidFrom: _Optional[int] = ..., ValidTo: _Optional[int] = ..., OrganizationName: _Optional[str] = ..., Inn: _Optional[str] = ...) -> None: ...

class CertificateInfoV2(_message.Message):
    __slots__ = ("Thumbprint", "Type", "ValidFrom", "ValidTo", "PrivateKeyValidFrom", "PrivateKeyValidTo", "OrganizationName", "Inn", "UserFirstName", "UserMiddleName", "UserLastName", "UserShortName", "IsDefault", "SubjectType", "Usages", "DssType")
    THUMBPRINT_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    VALIDFROM_FIELD_NUMBER: _ClassVar[int]
    VALIDTO_FIELD_NUMBER: _ClassVar[int]
    PRIVATEKEYVALIDFROM_FIELD_NUMBER: _ClassVar[int]
    PRIVATEKEYVALIDTO_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATIONNAME_FIELD_NUMBER: _ClassVar[int]
    INN_FIELD_NUMBER: _ClassVar[int]
    USERFIRSTNAME_FIELD_NUMBER: _ClassVar[int]
    USERMIDDLENAME_FIELD_NUMBER: _ClassVar[int]
    USERLASTNAME_FIELD_NUMBER: _ClassVar[int]
    USERSHORTNAME_FIELD_NUMBER: _ClassVar[int]
    ISDEFAULT_FIELD_NUMBER: _ClassVar[int]
    SUBJECTTYPE_FIELD_NUMBER: _ClassVar[int]
    USAGES_FIELD_NUMBER: _ClassVar[int]
    DSSTYPE_FIELD_NUMBER: _ClassVar[int]
    Thumbprint: str
    Type: CertificateType
    ValidFrom: int
    ValidTo: int
    PrivateKeyValidFrom: int
    PrivateKeyValidTo: int
    OrganizationName: str
    Inn: str
    UserFirstName: str
    UserMiddleName: str
    UserLastName: str
    UserShortName: str
    IsDefault: bool
    SubjectType: CertificateSubjectType
    Usages: _containers.RepeatedScalarFieldContainer[CertificateUsage]
    DssType: DssCertificateType
    def __init__(self, Thumbprint: _Optional[str] = ..., Type: _Optional[_Union[CertificateType, str]] = ..., ValidFrom: _Optional[int] = ..., ValidTo: _Optional[int] = ..., PrivateKeyValidFrom: _Optional[int] = ..., PrivateKeyValidTo: _Optional[int] = ..., OrganizationName: _Optional[str] = ..., Inn: _Optional[str] = ..., UserFirstName: _Optional[str] = ..., UserMiddleName: _Optional[str] = ..., UserLastName: _Optional[str] = ..., UserShortName: _Optional[str] = ..., IsDefault: _Optional[bool] = ..., SubjectType: _Optional[_Union[CertificateSubjectType, str]] = ..., Usages: _Optional[_Iterable[_Union[CertificateUsage, str]]] = ..., DssType: _Optional[_Union[DssCertificateType, str]] = ...) -> None: ...

class CertificateList(_message.Message):
    __slots__ = ("Certificates",)
    CERTIFICATES_FIELD_NUMBER: _ClassVar[int]
    Certificates: _containers.RepeatedCompositeFieldContainer[CertificateInfoV2]
    def __init__(self, Certificates: _Optional[_Iterable[_Union[CertificateInfoV2, _Mapping]]] = ...) -> None: ...

class CertificateVerificationResult(_message.Message):
    __slots__ = ("IsValid", "CertificateChain", "VerificationTime")
    ISVALID_FIELD_NUMBER: _ClassVar[int]
    CERTIFICATECHAIN_FIELD_NUMBER: _ClassVar[int]
    VERIFICATIONTIME_FIELD_NUMBER: _ClassVar[int]
    IsValid: bool
    CertificateChain: _containers.RepeatedCompositeFieldContainer[CertificateChainElement]
    VerificationTime: _basics_pb2.Timestamp
    def __init__(self, IsValid: _Optional[bool] = ..., CertificateChain: _Optional[_Iterable[_Union[CertificateChainElement, _Mapping]]] = ..., VerificationTime: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class SignatureInfo(_message.Message):
    __slots__ = ("SigningTime", "SignatureVerificationTime", "SignatureVerificationResult", "Thumbprint", "SerialNumber", "Issuer", "StartDate", "EndDate", "OrgName", "OrgInn", "JobTitle", "FirstName", "Surname", "Snils", "Email", "CertificateSubjectType")
    SIGNINGTIME_FIELD_NUMBER: _ClassVar[int]
    SIGNATUREVERIFICATIONTIME_FIELD_NUMBER: _ClassVar[int]
    SIGNATUREVERIFICATIONRESULT_FIELD_NUMBER: _ClassVar[int]
    THUMBPRINT_FIELD_NUMBER: _ClassVar[int]
    SERIALNUMBER_FIELD_NUMBER: _ClassVar[int]
    ISSUER_FIELD_NUMBER: _ClassVar[int]
    STARTDATE_FIELD_NUMBER: _ClassVar[int]
    ENDDATE_FIELD_NUMBER: _ClassVar[int]
    ORGNAME_FIELD_NUMBER: _ClassVar[int]
    ORGINN_FIELD_NUMBER: _ClassVar[int]
    JOBTITLE_FIELD_NUMBER: _ClassVar[int]
    FIRSTNAME_FIELD_NUMBER: _ClassVar[int]
    SURNAME_FIELD_NUMBER: _ClassVar[int]
    SNILS_FIELD_NUMBER: _ClassVar[int]
    EMAIL_FIELD_NUMBER: _ClassVar[int]
    CERTIFICATESUBJECTTYPE_FIELD_NUMBER: _ClassVar[int]
    SigningTime: _basics_pb2.Timestamp
    SignatureVerificationTime: _basics_pb2.Timestamp
    SignatureVerificationResult: SignatureVerificationResult
    Thumbprint: str
    SerialNumber: str
    Issuer: str
    StartDate: str
    EndDate: str
    OrgName: str
    OrgInn: str
    JobTitle: str
    FirstName: str
    Surname: str
    Snils: str
    Email: str
    CertificateSubjectType: CertificateSubjectType
    def __init__(self, SigningTime: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., SignatureVerificationTime: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., SignatureVerificationResult: _Optional[_Union[SignatureVerificationResult, _Mapping]] = ..., Thumbprint: _Optional[str] = ..., SerialNumber: _Optional[str] = ..., Issuer: _Optional[str] = ..., StartDate: _Optional[str] = ..., EndDate: _Optional[str] = ..., OrgName: _Optional[str] = ..., OrgInn: _Optional[str] = ..., JobTitle: _Optional[str] = ..., FirstName: _Optional[str] = ..., Surname: _Optional[str] = ..., Snils: _Optional[str] = ..., Email: _Optional[str] = ..., CertificateSubjectType: _Optional[_Union[CertificateSubjectType, str]] = ...) -> None: ...

class SignatureVerificationResult(_message.Message):
    __slots__ = ("IsValid", "CertificateStatus", "SignatureTimestamp")
    ISVALID_FIELD_NUMBER: _ClassVar[int]
    CERTIFICATESTATUS_FIELD_NUMBER: _ClassVar[int]
    SIGNATURETIMESTAMP_FIELD_NUMBER: _ClassVar[int]
    IsValid: bool
    CertificateStatus: CertificateVerificationResult
    SignatureTimestamp: _basics_pb2.Timestamp
    def __init__(self, IsValid: _Optional[bool] = ..., CertificateStatus: _Optional[_Union[CertificateVerificationResult, _Mapping]] = ..., SignatureTimestamp: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ...) -> None: ...
