from inkpost.faces.diadoc.proto import basics_pb2 as _basics_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CancellationInfo(_message.Message):
    __slots__ = ("Author",)
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    Author: str
    def __init__(self, Author: _Optional[str] = ...) -> None: ...

class ResolutionInfo(_message.Message):
    __slots__ = ("ResolutionType", "Author", "InitialRequestId")
    RESOLUTIONTYPE_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    INITIALREQUESTID_FIELD_NUMBER: _ClassVar[int]
    ResolutionType: _basics_pb2.ResolutionType
    Author: str
    InitialRequestId: str
    def __init__(self, ResolutionType: _Optional[_Union[_basics_pb2.ResolutionType, str]] = ..., Author: _Optional[str] = ..., InitialRequestId: _Optional[str] = ...) -> None: ...

class ResolutionRequestDenialInfo(_message.Message):
    __slots__ = ("Author", "InitialRequestId")
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    INITIALREQUESTID_FIELD_NUMBER: _ClassVar[int]
    Author: str
    InitialRequestId: str
    def __init__(self, Author: _Optional[str] = ..., InitialRequestId: _Optional[str] = ...) -> None: ...

class ResolutionRequestInfo(_message.Message):
    __slots__ = ("RequestType", "Author", "Target", "ResolvedWith", "Actions")
    REQUESTTYPE_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    RESOLVEDWITH_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    RequestType: _basics_pb2.ResolutionRequestType
    Author: str
    Target: _basics_pb2.ResolutionTarget
    ResolvedWith: str
    Actions: _containers.RepeatedScalarFieldContainer[_basics_pb2.ResolutionAction]
    def __init__(self, RequestType: _Optional[_Union[_basics_pb2.ResolutionRequestType, str]] = ..., Author: _Optional[str] = ..., Target: _Optional[_Union[_basics_pb2.ResolutionTarget, _Mapping]] = ..., ResolvedWith: _Optional[str] = ..., Actions: _Optional[_Iterable[_Union[_basics_pb2.ResolutionAction, str]]] = ...) -> None: ...

class ResolutionRoute(_message.Message):
    __slots__ = ("RouteId", "Name")
    ROUTEID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    RouteId: str
    Name: str
    def __init__(self, RouteId: _Optional[str] = ..., Name: _Optional[str] = ...) -> None: ...

class ResolutionRouteAssignmentInfo(_message.Message):
    __slots__ = ("RouteId", "Author")
    ROUTEID_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    RouteId: str
    Author: str
    def __init__(self, RouteId: _Optional[str] = ..., Author: _Optional[str] = ...) -> None: ...

class ResolutionRouteList(_message.Message):
    __slots__ = ("ResolutionRoutes",)
    RESOLUTIONROUTES_FIELD_NUMBER: _ClassVar[int]
    ResolutionRoutes: _containers.RepeatedCompositeFieldContainer[ResolutionRoute]
    def __init__(self, ResolutionRoutes: _Optional[_Iterable[_Union[ResolutionRoute, _Mapping]]] = ...) -> None: ...

class ResolutionRouteRemovalInfo(_message.Message):
    __slots__ = ("RouteId", "Author")
    ROUTEID_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    RouteId: str
    Author: str
    def __init__(self, RouteId: _Optional[str] = ..., Author: _Optional[str] = ...) -> None: ...

class RevocationRequestInfo(_message.Message):
    __slots__ = ("InitiatorBoxId",)
    INITIATORBOXID_FIELD_NUMBER: _ClassVar[int]
    InitiatorBoxId: str
    def __init__(self, InitiatorBoxId: _Optional[str] = ...) -> None: ...
