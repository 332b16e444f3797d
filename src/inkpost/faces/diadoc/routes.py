"""What an endpoint is: verb, path, query, body, answer and the function that serves it; all are in one table.

Paths have no letter case. A module of ``endpoints`` declares its own with ``@endpoint``; several over one function are
several addresses of it.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, Literal, TypeVar, overload

from google.protobuf.message import Message

from inkpost.faces.diadoc.pieces import Pieces
from inkpost.faces.diadoc.queries import Query
from inkpost.operations.kit import Work

Q = TypeVar("Q", bound=Query)
B = TypeVar("B", bound=Message)
A = TypeVar("A", bound=Message)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Raw:
    """An answer that is no message: its bytes, the name of the file, and what it is."""

    content: bytes
    name: str = ""
    media_type: str = "application/octet-stream"


class NotYet(Exception):
    """There is no answer yet: 204, and in how many ``seconds`` to ask again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"ask again in {seconds} seconds")
        self.seconds = seconds


class NotServed(Exception):
    """Part of the interface that nothing serves here yet: 501; the text says which, and how to do without."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One endpoint. ``body`` is a kind of message, ``bytes`` or nothing; ``answer`` likewise.

    ``once``: an operation id makes it happen once. ``snapshot``: it only reads, and all it reads is of one moment.
    """

    verb: str
    path: str
    query: type[Query]
    body: type[Message] | type[bytes] | None
    answer: type[Message] | type[bytes] | None
    once: bool
    snapshot: bool
    serve: Callable[..., Any]


_DECLARED: list[Endpoint] = []


@overload
def endpoint(
    verb: str, path: str, *, query: type[Q] = ..., answer: type[A], once: bool = ..., snapshot: bool = ...
) -> Callable[[Callable[[Work, Q], A]], Callable[[Work, Q], A]]: ...
@overload
def endpoint(
    verb: str, path: str, *, query: type[Q] = ..., answer: type[bytes], once: bool = ..., snapshot: bool = ...
) -> Callable[[Callable[[Work, Q], Raw]], Callable[[Work, Q], Raw]]: ...
@overload
def endpoint(
    verb: str, path: str, *, query: type[Q] = ..., answer: None = None, once: bool = ..., snapshot: bool = ...
) -> Callable[[Callable[[Work, Q], None]], Callable[[Work, Q], None]]: ...
@overload
def endpoint(
    verb: str,
    path: str,
    *,
    query: type[Q] = ...,
    body: type[B],
    answer: type[A],
    once: bool = ...,
    snapshot: bool = ...,
) -> Callable[[Callable[[Work, Q, B], A]], Callable[[Work, Q, B], A]]: ...
@overload
def endpoint(
    verb: str, path: str, *, query: type[Q] = ..., body: type[B], answer: type[bytes], once: bool = ...
) -> Callable[[Callable[[Work, Q, B], Raw]], Callable[[Work, Q, B], Raw]]: ...
@overload
def endpoint(
    verb: str, path: str, *, query: type[Q] = ..., body: type[B], answer: None = None, once: bool = ...
) -> Callable[[Callable[[Work, Q, B], None]], Callable[[Work, Q, B], None]]: ...
@overload
def endpoint(
    verb: str, path: str, *, query: type[Q] = ..., body: type[bytes], answer: type[A], once: bool = ...
) -> Callable[[Callable[[Work, Q, bytes], A]], Callable[[Work, Q, bytes], A]]: ...
@overload
def endpoint(
    verb: str, path: str, *, query: type[Q] = ..., body: type[bytes], answer: type[bytes], once: bool = ...
) -> Callable[[Callable[[Work, Q, bytes], Raw]], Callable[[Work, Q, bytes], Raw]]: ...
@overload
def endpoint(
    verb: str, path: str, *, query: type[Q] = ..., body: type[bytes], answer: None = None, once: bool = ...
) -> Callable[[Callable[[Work, Q, bytes], None]], Callable[[Work, Q, bytes], None]]: ...
@overload
def endpoint(
    verb: str, path: str, *, query: type[Q] = ..., answer: type[A], snapshot: bool = ..., ready: Literal[True]
) -> Callable[[Callable[[Work, Q], Pieces]], Callable[[Work, Q], Pieces]]: ...
@overload
def endpoint(
    verb: str,
    path: str,
    *,
    query: type[Q] = ...,
    body: type[B],
    answer: type[A],
    snapshot: bool = ...,
    ready: Literal[True],
) -> Callable[[Callable[[Work, Q, B], Pieces]], Callable[[Work, Q, B], Pieces]]: ...
def endpoint(
    verb: str,
    path: str,
    *,
    query: type[Query] = Query,
    body: type[Message] | type[bytes] | None = None,
    answer: type[Message] | type[bytes] | None = None,
    once: bool = False,
    snapshot: bool = False,
    ready: bool = False,
) -> Callable[[Any], Any]:
    """Declare what serves an address: a function of the work, the query as read, and the body where there is one.

    It answers the message, its ``Pieces`` where it is declared to be ``ready``, ``Raw`` where ``answer`` is ``bytes``,
    or nothing; it raises ``InkpostError`` and ``NotYet``.
    """

    def declare(serve: Any) -> Any:
        _DECLARED.append(Endpoint(verb, path, query, body, answer, once, snapshot, serve))
        return serve

    return declare


@cache
def table() -> Mapping[str, Mapping[str, Endpoint]]:
    """Every endpoint by its path in lower case and its verb. One that two functions claim is a mistake of ours."""
    from inkpost.faces.diadoc import endpoints as package

    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        import_module(module.name)
    found: dict[str, dict[str, Endpoint]] = {}
    for each in _DECLARED:
        if found.setdefault(each.path.lower(), {}).setdefault(each.verb, each) is not each:
            raise RuntimeError(f"declared twice: {each.verb} {each.path}")
    return found
