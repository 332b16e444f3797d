from inkpost.faces.diadoc.proto import basics_pb2 as _basics_pb2
from inkpost.faces.diadoc.proto import organizations_pb2 as _organizations_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Department(_message.Message):
    __slots__ = ("Id", "ParentDepartmentId", "Name", "Abbreviation", "Kpp", "Address", "Routing", "CreationTimestamp")
    ID_FIELD_NUMBER: _ClassVar[int]
    PARENTDEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ABBREVIATION_FIELD_NUMBER: _ClassVar[int]
    KPP_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    ROUTING_FIELD_NUMBER: _ClassVar[int]
    CREATIONTIMESTAMP_FIELD_NUMBER: _ClassVar[int]
    Id: str
    ParentDepartmentId: str
    Name: str
    Abbreviation: str
    Kpp: str
    Address: _organizations_pb2.Address
    Routing: Routing
    CreationTimestamp: _basics_pb2.Timestamp
    def __init__(self, Id: _Optional[str] = ..., ParentDepartmentId: _Optional[str] = ..., Name: _Optional[str] = ..., Abbreviation: _Optional[str] = ..., Kpp: _Optional[str] = ..., Address: _Optional[_Union[_organizations_pb2.Address, _Mapping]] = ..., Routing: _Optional[_Union[Routing, _Mapping]] = ..., CreationTimestamp: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class DepartmentAddressPatch(_message.Message):
    __slots__ = ("Address",)
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    Address: _organizations_pb2.Address
    def __init__(self, Address: _Optional[_Union[_organizations_pb2.Address, _Mapping]] = ...) -> None: ...

class DepartmentKppPatch(_message.Message):
    __slots__ = ("Kpp",)
    KPP_FIELD_NUMBER: _ClassVar[int]
    Kpp: str
    def __init__(self, Kpp: _Optional[str] = ...) -> None: ...

class DepartmentList(_message.Message):
    __slots__ = ("Departments", "TotalCount")
    DEPARTMENTS_FIELD_NUMBER: _ClassVar[int]
    TOTALCOUNT_FIELD_NUMBER: _ClassVar[int]
    Departments: _containers.RepeatedCompositeFieldContainer[Department]
    TotalCount: int
    def __init__(self, Departments: _Optional[_Iterable[_Union[Department, _Mapping]]] = ..., TotalCount: _Optional[int] = ...) -> None: ...

class DepartmentNamingPatch(_message.Message):
    __slots__ = ("Name", "Abbreviation")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ABBREVIATION_FIELD_NUMBER: _ClassVar[int]
    Name: str
    Abbreviation: str
    def __init__(self, Name: _Optional[str] = ..., Abbreviation: _Optional[str] = ...) -> None: ...

class DepartmentRoutingPatch(_message.Message):
    __slots__ = ("Kpp", "Address")
    KPP_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    Kpp: bool
    Address: bool
    def __init__(self, Kpp: _Optional[bool] = ..., Address: _Optional[bool] = ...) -> None: ...

class DepartmentToCreate(_message.Message):
    __slots__ = ("ParentDepartmentId", "Name", "Abbreviation", "Kpp", "Address", "Routing")
    PARENTDEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ABBREVIATION_FIELD_NUMBER: _ClassVar[int]
    KPP_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    ROUTING_FIELD_NUMBER: _ClassVar[int]
    ParentDepartmentId: str
    Name: str
    Abbreviation: str
    Kpp: str
    Address: _organizations_pb2.Address
    Routing: Routing
    def __init__(self, ParentDepartmentId: _Optional[str] = ..., Name: _Optional[str] = ..., Abbreviation: _Optional[str] = ..., Kpp: _Optional[str] = ..., Address: _Optional[_Union[_organizations_pb2.Address, _Mapping]] = ..., Routing: _Optional[_Union[Routing, _Mapping]] = ...) -> None: ...

class DepartmentToUpdate(_message.Message):
    __slots__ = ("ParentDepartment", "DepartmentNaming", "Kpp", "Address", "Routing")
    PARENTDEPARTMENT_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENTNAMING_FIELD_NUMBER: _ClassVar[int]
    KPP_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    ROUTING_FIELD_NUMBER: _ClassVar[int]
    ParentDepartment: ParentDepartmentPatch
    DepartmentNaming: DepartmentNamingPatch
    Kpp: DepartmentKppPatch
    Address: DepartmentAddressPatch
    Routing: DepartmentRoutingPatch
    def __init__(self, ParentDepartment: _Optional[_Union[ParentDepartmentPatch, _Mapping]] = ..., DepartmentNaming: _Optional[_Union[DepartmentNamingPatch, _Mapping]] = ..., Kpp: _Optional[_Union[DepartmentKppPatch, _Mapping]] = ..., Address: _Optional[_Union[DepartmentAddressPatch, _Mapping]] = ..., Routing: _Optional[_Union[DepartmentRoutingPatch, _Mapping]] = ...) -> None: ...

class ParentDepartmentPatch(_message.Message):
    __slots__ = ("ParentDepartmentId",)
    PARENTDEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    ParentDepartmentId: str
    def __init__(self, ParentDepartmentId: _Optional[str] = ...) -> None: ...

class Routing(_message.Message):
    __slots__ = ("Kpp", "Address")
    KPP_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    Kpp: bool
    Address: bool
    def __init__(self, Kpp: _Optional[bool] = ..., Address: _Optional[bool] = ...) -> None: ...
