from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GarAddressDivisionType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownDivisionType: _ClassVar[GarAddressDivisionType]
    Municipal: _ClassVar[GarAddressDivisionType]
    Administrative: _ClassVar[GarAddressDivisionType]

class OrganizationInvoiceFormatVersion(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    v5_01: _ClassVar[OrganizationInvoiceFormatVersion]
    v5_02: _ClassVar[OrganizationInvoiceFormatVersion]

class OrganizationType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownOrganizationType: _ClassVar[OrganizationType]
    Individual: _ClassVar[OrganizationType]
    Juridical: _ClassVar[OrganizationType]
    PhysicalPerson: _ClassVar[OrganizationType]

class ReadyForEpdStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownEpdStatus: _ClassVar[ReadyForEpdStatus]
    UndefinedEpdStatus: _ClassVar[ReadyForEpdStatus]
    Ready: _ClassVar[ReadyForEpdStatus]
    NotReady: _ClassVar[ReadyForEpdStatus]

class Sociability(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    AllOrganizations: _ClassVar[Sociability]
    CounteragentsOnly: _ClassVar[Sociability]
UnknownDivisionType: GarAddressDivisionType
Municipal: GarAddressDivisionType
Administrative: GarAddressDivisionType
v5_01: OrganizationInvoiceFormatVersion
v5_02: OrganizationInvoiceFormatVersion
UnknownOrganizationType: OrganizationType
Individual: OrganizationType
Juridical: OrganizationType
PhysicalPerson: OrganizationType
UnknownEpdStatus: ReadyForEpdStatus
UndefinedEpdStatus: ReadyForEpdStatus
Ready: ReadyForEpdStatus
NotReady: ReadyForEpdStatus
AllOrganizations: Sociability
CounteragentsOnly: Sociability

class Address(_message.Message):
    __slots__ = ("RussianAddress", "ForeignAddress", "AddressCode", "GarAddress")
    RUSSIANADDRESS_FIELD_NUMBER: _ClassVar[int]
    FOREIGNADDRESS_FIELD_NUMBER: _ClassVar[int]
    ADDRESSCODE_FIELD_NUMBER: _ClassVar[int]
    GARADDRESS_FIELD_NUMBER: _ClassVar[int]
    RussianAddress: RussianAddress
    ForeignAddress: ForeignAddress
    AddressCode: str
    GarAddress: GarAddress
    def __init__(self, RussianAddress: _Optional[_Union[RussianAddress, _Mapping]] = ..., ForeignAddress: _Optional[_Union[ForeignAddress, _Mapping]] = ..., AddressCode: _Optional[str] = ..., GarAddress: _Optional[_Union[GarAddress, _Mapping]] = ...) -> None: ...

class AutoBlockStatus(_message.Message):
    __slots__ = ("IsBlocked",)
    ISBLOCKED_FIELD_NUMBER: _ClassVar[int]
    IsBlocked: bool
    def __init__(self, IsBlocked: _Optional[bool] = ...) -> None: ...

class BlockStatus(_message.Message):
    __slots__ = ("ManualBlockStatus", "AutoBlockStatus")
    MANUALBLOCKSTATUS_FIELD_NUMBER: _ClassVar[int]
    AUTOBLOCKSTATUS_FIELD_NUMBER: _ClassVar[int]
    ManualBlockStatus: ManualBlockStatus
    AutoBlockStatus: AutoBlockStatus
    def __init__(self, ManualBlockStatus: _Optional[_Union[ManualBlockStatus, _Mapping]] = ..., AutoBlockStatus: _Optional[_Union[AutoBlockStatus, _Mapping]] = ...) -> None: ...

class Box(_message.Message):
    __slots__ = ("BoxId", "Title", "Organization", "InvoiceFormatVersion", "EncryptedDocumentsAllowed", "BoxIdGuid")
    BOXID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    INVOICEFORMATVERSION_FIELD_NUMBER: _ClassVar[int]
    ENCRYPTEDDOCUMENTSALLOWED_FIELD_NUMBER: _ClassVar[int]
    BOXIDGUID_FIELD_NUMBER: _ClassVar[int]
    BoxId: str
    Title: str
    Organization: Organization
    InvoiceFormatVersion: OrganizationInvoiceFormatVersion
    EncryptedDocumentsAllowed: bool
    BoxIdGuid: str
    def __init__(self, BoxId: _Optional[str] = ..., Title: _Optional[str] = ..., Organization: _Optional[_Union[Organization, _Mapping]] = ..., InvoiceFormatVersion: _Optional[_Union[OrganizationInvoiceFormatVersion, str]] = ..., EncryptedDocumentsAllowed: _Optional[bool] = ..., BoxIdGuid: _Optional[str] = ...) -> None: ...

class Department(_message.Message):
    __slots__ = ("DepartmentId", "ParentDepartmentId", "Name", "Abbreviation", "Kpp", "Address", "IsDisabled")
    DEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    PARENTDEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ABBREVIATION_FIELD_NUMBER: _ClassVar[int]
    KPP_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    ISDISABLED_FIELD_NUMBER: _ClassVar[int]
    DepartmentId: str
    ParentDepartmentId: str
    Name: str
    Abbreviation: str
    Kpp: str
    Address: Address
    IsDisabled: bool
    def __init__(self, DepartmentId: _Optional[str] = ..., ParentDepartmentId: _Optional[str] = ..., Name: _Optional[str] = ..., Abbreviation: _Optional[str] = ..., Kpp: _Optional[str] = ..., Address: _Optional[_Union[Address, _Mapping]] = ..., IsDisabled: _Optional[bool] = ...) -> None: ...

class ForeignAddress(_message.Message):
    __slots__ = ("Country", "Address")
    COUNTRY_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    Country: str
    Address: str
    def __init__(self, Country: _Optional[str] = ..., Address: _Optional[str] = ...) -> None: ...

class ForeignInformation(_message.Message):
    __slots__ = ("ForeignTaxpayerCode", "IdentificationOfStatus", "OtherInformation")
    FOREIGNTAXPAYERCODE_FIELD_NUMBER: _ClassVar[int]
    IDENTIFICATIONOFSTATUS_FIELD_NUMBER: _ClassVar[int]
    OTHERINFORMATION_FIELD_NUMBER: _ClassVar[int]
    ForeignTaxpayerCode: str
    IdentificationOfStatus: str
    OtherInformation: str
    def __init__(self, ForeignTaxpayerCode: _Optional[str] = ..., IdentificationOfStatus: _Optional[str] = ..., OtherInformation: _Optional[str] = ...) -> None: ...

class GarAddress(_message.Message):
    __slots__ = ("FiasId", "ZipCode", "RegionCode", "MunicipalDistrict", "UrbanSettlement", "City", "PlanningStructure", "Street", "Stead", "Garhouse", "RoomWithinBuilding", "RoomWithinApartment", "DivisionType", "District", "Settlement")
    FIASID_FIELD_NUMBER: _ClassVar[int]
    ZIPCODE_FIELD_NUMBER: _ClassVar[int]
    REGIONCODE_FIELD_NUMBER: _ClassVar[int]
    MUNICIPALDISTRICT_FIELD_NUMBER: _ClassVar[int]
    URBANSETTLEMENT_FIELD_NUMBER: _ClassVar[int]
    CITY_FIELD_NUMBER: _ClassVar[int]
    PLANNINGSTRUCTURE_FIELD_NUMBER: _ClassVar[int]
    STREET_FIELD_NUMBER: _ClassVar[int]
    STEAD_FIELD_NUMBER: _ClassVar[int]
    GARHOUSE_FIELD_NUMBER: _ClassVar[int]
    ROOMWITHINBUILDING_FIELD_NUMBER: _ClassVar[int]
    ROOMWITHINAPARTMENT_FIELD_NUMBER: _ClassVar[int]
    DIVISIONTYPE_FIELD_NUMBER: _ClassVar[int]
    DISTRICT_FIELD_NUMBER: _ClassVar[int]
    SETTLEMENT_FIELD_NUMBER: _ClassVar[int]
    FiasId: str
    ZipCode: str
    RegionCode: str
    MunicipalDistrict: GarAddressNameElement
    UrbanSettlement: GarAddressNameElement
    City: GarAddressNameElement
    PlanningStructure: GarAddressNameElement
    Street: GarAddressNameElement
    Stead: str
    Garhouse: GarHouse
    RoomWithinBuilding: GarAddressNumberElement
    RoomWithinApartment: GarAddressNumberElement
    DivisionType: GarAddressDivisionType
    District: GarAddressNameElement
    Settlement: GarAddressNameElement
    def __init__(self, FiasId: _Optional[str] = ..., ZipCode: _Optional[str] = ..., RegionCode: _Optional[str] = ..., MunicipalDistrict: _Optional[_Union[GarAddressNameElement, _Mapping]] = ..., UrbanSettlement: _Optional[_Union[GarAddressNameElement, _Mapping]] = ..., City: _Optional[_Union[GarAddressNameElement, _Mapping]] = ..., PlanningStructure: _Optional[_Union[GarAddressNameElement, _Mapping]] = ..., Street: _Optional[_Union[GarAddressNameElement, _Mapping]] = ..., Stead: _Optional[str] = ..., Garhouse: _Optional[_Union[GarHouse, _Mapping]] = ..., RoomWithinBuilding: _Optional[_Union[GarAddressNumberElement, _Mapping]] = ..., RoomWithinApartment: _Optional[_Union[GarAddressNumberElement, _Mapping]] = ..., DivisionType: _Optional[_Union[GarAddressDivisionType, str]] = ..., District: _Optional[_Union[GarAddressNameElement, _Mapping]] = ..., Settlement: _Optional[_Union[GarAddressNameElement, _Mapping]] = ...) -> None: ...

class GarAddressNameElement(_message.Message):
    __slots__ = ("Abbreviation", "Name")
    ABBREVIATION_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    Abbreviation: str
    Name: str
    def __init__(self, Abbreviation: _Optional[str] = ..., Name: _Optional[str] = ...) -> None: ...

class GarAddressNumberElement(_message.Message):
    __slots__ = ("Abbreviation", "Number")
    ABBREVIATION_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    Abbreviation: str
    Number: str
    def __init__(self, Abbreviation: _Optional[str] = ..., Number: _Optional[str] = ...) -> None: ...

class GarHouse(_message.Message):
    __slots__ = ("Abbreviation", "Number", "AddNumber1", "AddAbbreviation1", "AddNumber2", "AddAbbreviation2")
    ABBREVIATION_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    ADDNUMBER1_FIELD_NUMBER: _ClassVar[int]
    ADDABBREVIATION1_FIELD_NUMBER: _ClassVar[int]
    ADDNUMBER2_FIELD_NUMBER: _ClassVar[int]
    ADDABBREVIATION2_FIELD_NUMBER: _ClassVar[int]
    Abbreviation: str
    Number: str
    AddNumber1: str
    AddAbbreviation1: str
    AddNumber2: str
    AddAbbreviation2: str
    def __init__(self, Abbreviation: _Optional[str] = ..., Number: _Optional[str] = ..., AddNumber1: _Optional[str] = ..., AddAbbreviation1: _Optional[str] = ..., AddNumber2: _Optional[str] = ..., AddAbbreviation2: _Optional[str] = ...) -> None: ...

class ManualBlockStatus(_message.Message):
    __slots__ = ("IsBlocked", "RequestedTicks")
    ISBLOCKED_FIELD_NUMBER: _ClassVar[int]
    REQUESTEDTICKS_FIELD_NUMBER: _ClassVar[int]
    IsBlocked: bool
    RequestedTicks: int
    def __init__(self, IsBlocked: _Optional[bool] = ..., RequestedTicks: _Optional[int] = ...) -> None: ...

class Organization(_message.Message):
    __slots__ = ("OrgId", "Inn", "Kpp", "FullName", "ShortName", "Boxes", "Ogrn", "FnsParticipantId", "Address", "FnsRegistrationDate", "Departments", "IfnsCode", "IsPilot", "IsActive", "IsTest", "IsBranch", "IsRoaming", "IsEmployee", "InvitationCount", "SearchCount", "Sociability", "LiquidationDate", "CertificateOfRegistryInfo", "IsForeign", "HasCertificateToSign", "OrganizationType", "IsOwner", "ForeignInformation", "ReadyForEpdStatus")
    ORGID_FIELD_NUMBER: _ClassVar[int]
    INN_FIELD_NUMBER: _ClassVar[int]
    KPP_FIELD_NUMBER: _ClassVar[int]
    FULLNAME_FIELD_NUMBER: _ClassVar[int]
    SHORTNAME_FIELD_NUMBER: _ClassVar[int]
    BOXES_FIELD_NUMBER: _ClassVar[int]
    OGRN_FIELD_NUMBER: _ClassVar[int]
    FNSPARTICIPANTID_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    FNSREGISTRATIONDATE_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENTS_FIELD_NUMBER: _ClassVar[int]
    IFNSCODE_FIELD_NUMBER: _ClassVar[int]
    ISPILOT_FIELD_NUMBER: _ClassVar[int]
    ISACTIVE_FIELD_NUMBER: _ClassVar[int]
    ISTEST_FIELD_NUMBER: _ClassVar[int]
    ISBRANCH_FIELD_NUMBER: _ClassVar[int]
    ISROAMING_FIELD_NUMBER: _ClassVar[int]
    ISEMPLOYEE_FIELD_NUMBER: _ClassVar[int]
    INVITATIONCOUNT_FIELD_NUMBER: _ClassVar[int]
    SEARCHCOUNT_FIELD_NUMBER: _ClassVar[int]
    SOCIABILITY_FIELD_NUMBER: _ClassVar[int]
    LIQUIDATIONDATE_FIELD_NUMBER: _ClassVar[int]
    CERTIFICATEOFREGISTRYINFO_FIELD_NUMBER: _ClassVar[int]
    ISFOREIGN_FIELD_NUMBER: _ClassVar[int]
    HASCERTIFICATETOSIGN_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATIONTYPE_FIELD_NUMBER: _ClassVar[int]
    ISOWNER_FIELD_NUMBER: _ClassVar[int]
    FOREIGNINFORMATION_FIELD_NUMBER: _ClassVar[int]
    READYFOREPDSTATUS_FIELD_NUMBER: _ClassVar[int]
    OrgId: str
    Inn: str
    Kpp: str
    FullName: str
    ShortName: str
    Boxes: _containers.RepeatedCompositeFieldContainer[Box]
    Ogrn: str
    FnsParticipantId: str
    Address: Address
    FnsRegistrationDate: str
    Departments: _containers.RepeatedCompositeFieldContainer[Department]
    IfnsCode: str
    IsPilot: bool
    IsActive: bool
    IsTest: bool
    IsBranch: bool
    IsRoaming: bool
    IsEmployee: bool
    InvitationCount: int
    SearchCount: int
    Sociability: Sociability
    LiquidationDate: str
    CertificateOfRegistryInfo: str
    IsForeign: bool
    HasCertificateToSign: bool
    OrganizationType: OrganizationType
    IsOwner: bool
    ForeignInformation: ForeignInformation
    ReadyForEpdStatus: ReadyForEpdStatus
    def __init__(self, OrgId: _Optional[str] = ..., Inn: _Optional[str] = ..., Kpp: _Optional[str] = ..., FullName: _Optional[str] = ..., ShortName: _Optional[str] = ..., Boxes: _Optional[_Iterable[_Union[Box, _Mapping]]] = ..., Ogrn: _Optional[str] = ..., FnsParticipantId: _Optional[str] = ..., Address: _Optional[_Union[Address, _Mapping]] = ..., FnsRegistrationDate: _Optional[str] = ..., Departments: _Optional[_Iterable[_Union[Department, _Mapping]]] = ..., IfnsCode: _Optional[str] = ..., IsPilot: _Optional[bool] = ..., IsActive: _Optional[bool] = ..., IsTest: _Optional[bool] = ..., IsBranch: _Optional[bool] = ..., IsRoaming: _Optional[bool] = ..., IsEmployee: _Optional[bool] = ..., InvitationCount: _Optional[int] = ..., SearchCount: _Optional[int] = ..., Sociability: _Optional[_Union[Sociability, str]] = ..., LiquidationDate: _Optional[str] = ..., CertificateOfRegistryInfo: _Optional[str] = ..., IsForeign: _Optional[bool] = ..., HasCertificateToSign: _Optional[bool] = ..., OrganizationType: _Optional[_Union[OrganizationType, str]] = ..., IsOwner: _Optional[bool] = ..., ForeignInformation: _Optional[_Union[ForeignInformation, _Mapping]] = ..., ReadyForEpdStatus: _Optional[_Union[ReadyForEpdStatus, str]] = ...) -> None: ...

class OrganizationFeatures(_message.Message):
    __slots__ = ("BlockStatus", "Features")
    BLOCKSTATUS_FIELD_NUMBER: _ClassVar[int]
    FEATURES_FIELD_NUMBER: _ClassVar[int]
    BlockStatus: BlockStatus
    Features: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, BlockStatus: _Optional[_Union[BlockStatus, _Mapping]] = ..., Features: _Optional[_Iterable[str]] = ...) -> None: ...

class OrganizationList(_message.Message):
    __slots__ = ("Organizations",)
    ORGANIZATIONS_FIELD_NUMBER: _ClassVar[int]
    Organizations: _containers.RepeatedCompositeFieldContainer[Organization]
    def __init__(self, Organizations: _Optional[_Iterable[_Union[Organization, _Mapping]]] = ...) -> None: ...

class RussianAddress(_message.Message):
    __slots__ = ("ZipCode", "Region", "Territory", "City", "Locality", "Street", "Building", "Block", "Apartment", "OtherInformation")
    ZIPCODE_FIELD_NUMBER: _ClassVar[int]
    REGION_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_FIELD_NUMBER: _ClassVar[int]
    CITY_FIELD_NUMBER: _ClassVar[int]
    LOCALITY_FIELD_NUMBER: _ClassVar[int]
    STREET_FIELD_NUMBER: _ClassVar[int]
    BUILDING_FIELD_NUMBER: _ClassVar[int]
    BLOCK_FIELD_NUMBER: _ClassVar[int]
    APARTMENT_FIELD_NUMBER: _ClassVar[int]
    OTHERINFORMATION_FIELD_NUMBER: _ClassVar[int]
    ZipCode: str
    Region: str
    Territory: str
    City: str
    Locality: str
    Street: str
    Building: str
    Block: str
    Apartment: str
    OtherInformation: str
    def __init__(self, ZipCode: _Optional[str] = ..., Region: _Optional[str] = ..., Territory: _Optional[str] = ..., City: _Optional[str] = ..., Locality: _Optional[str] = ..., Street: _Optional[str] = ..., Building: _Optional[str] = ..., Block: _Optional[str] = ..., Apartment: _Optional[str] = ..., OtherInformation: _Optional[str] = ...) -> None: ...
