"""What is asked of docflows, out of the vendor's messages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final, TypeVar
from uuid import UUID

from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.queries import LAST_TICK
from inkpost.faces.diadoc.translate.common import invalid
from inkpost.faces.diadoc.translate.names import given_guid, maybe_guid
from inkpost.model.docflow import DocumentClass
from inkpost.model.exchange import EventQuery, MessageKind, moment
from inkpost.model.exchange_docflows import MOST_DOCFLOWS, AskedDocflow, Scope, Search

LONGEST_QUERY: Final = 1000
MOST_TOKENS: Final = 50
MOST_NAMED: Final = 100
_KINDS: Final = {"letter": MessageKind.LETTER, "draft": MessageKind.DRAFT, "template": "template"}
_WAYS: Final = {
    "inbound": (DocumentClass.INBOUND, DocumentClass.PROXY),
    "outbound": (DocumentClass.OUTBOUND,),
    "internal": (DocumentClass.INTERNAL,),
}
_SCOPES: Final = {
    pb.SearchScope.Value("SearchScopeAny"): Scope.ANY,
    pb.SearchScope.Value("SearchScopeIncoming"): Scope.INCOMING,
    pb.SearchScope.Value("SearchScopeOutgoing"): Scope.OUTGOING,
    pb.SearchScope.Value("SearchScopeDeleted"): Scope.DELETED,
    pb.SearchScope.Value("SearchScopeInternal"): Scope.INTERNAL,
}
_PAIR: Final = re.compile(r"\s*([^\s:][^:]*?)\s*:\s+(\S.*?)\s*", re.DOTALL)
_SEPARATORS: Final = re.compile(r"[\s,;!?()\[\]{}<>\"'«»|\\/:]+")
_WORD: Final = 8
_BIGGEST: Final = 2**63
V = TypeVar("V")


def documents(given: pb.GetDocflowBatchRequest) -> list[AskedDocflow]:
    """The documents that are asked for."""
    return [_document(f"Requests[{at}]", each) for at, each in enumerate(given.Requests)]


def packet(given: pb.GetDocflowsByPacketIdRequest) -> tuple[UUID, int]:
    """A packet, and the number of the document behind which the page begins."""
    after = _numbers(given.AfterIndexKey, 1)[0] if given.AfterIndexKey else 0
    return given_guid(given.PacketId, "PacketId"), after


def search(given: pb.SearchDocflowsRequest) -> Search:
    """What is searched for: ``key: value`` among what the box noted, any other text by its words."""
    text = given.QueryString
    if len(text) > LONGEST_QUERY:
        raise invalid("QueryString", f"QueryString has {len(text)} characters, at most {LONGEST_QUERY} are taken")
    pair = _PAIR.fullmatch(text)
    tokens = [] if pair else _tokens(text)
    return Search(tokens, (pair[1], pair[2]) if pair else None, _SCOPES[given.Scope], given.FirstIndex, given.Count)


def events(given: pb.GetDocflowEventsRequest) -> EventQuery:
    """Which events are asked for, and from which end; where the page begins says ``events_after``."""
    if not 1 <= given.Limit <= MOST_DOCFLOWS:
        raise invalid("Limit", f"Limit: {given.Limit} is given, 1 to {MOST_DOCFLOWS} are valid")
    for name in ("MessageTypes", "DocumentDirections", "TypeNamedIds"):
        if len(getattr(given, name)) > MOST_NAMED:
            raise invalid(name, f"{name}: at most {MOST_NAMED} are taken at once")
    within = given.Filter
    return EventQuery(
        kinds=[str(_known(_KINDS, each, f"MessageTypes[{at}]")) for at, each in enumerate(given.MessageTypes)],
        types=list(given.TypeNamedIds),
        classes=[
            folder
            for at, each in enumerate(given.DocumentDirections)
            for folder in _known(_WAYS, each, f"DocumentDirections[{at}]")
        ],
        since=_moment(within.FromTimestamp, "Filter.FromTimestamp.Ticks") if within.HasField("FromTimestamp") else None,
        until=_moment(within.ToTimestamp, "Filter.ToTimestamp.Ticks") if within.HasField("ToTimestamp") else None,
        descending=within.SortDirection == pb.SortDirection.Value("Descending"),
        limit=given.Limit,
    )


def events_after(given: pb.GetDocflowEventsRequest) -> tuple[int, int, int] | None:
    """The place of the event behind which the page begins."""
    if not given.AfterIndexKey:
        return None
    xact, number, document = _numbers(given.AfterIndexKey, 3)
    return xact, number, document


def index_key(*numbers: int) -> bytes:
    """Where a page goes on."""
    return b"".join(each.to_bytes(_WORD) for each in numbers)


def _document(path: str, given: pb.GetDocflowRequest) -> AskedDocflow:
    return AskedDocflow(
        path,
        given_guid(given.DocumentId.MessageId, f"{path}.DocumentId.MessageId"),
        given_guid(given.DocumentId.EntityId, f"{path}.DocumentId.EntityId"),
        maybe_guid(given.LastEventId, f"{path}.LastEventId"),
        given.InjectEntityContent,
    )


def _tokens(text: str) -> list[str]:
    found = [each.strip(".-_") for each in _SEPARATORS.split(text)]
    tokens = sorted({each for each in found if each})
    if len(tokens) > MOST_TOKENS:
        raise invalid("QueryString", f"QueryString has {len(tokens)} words, at most {MOST_TOKENS} are taken")
    return tokens


def _known(values: Mapping[str, V], text: str, path: str) -> V:
    if text.lower() not in values:
        valid = ", ".join(each.capitalize() for each in values)
        raise invalid(path, f"{path} is {text[:100]!r}: it takes one of {valid}")
    return values[text.lower()]


def _moment(given: pb.Timestamp, path: str) -> datetime | None:
    if not 0 <= given.Ticks <= LAST_TICK:
        told = f"it takes ticks (100 ns since 0001-01-01 UTC) from 0 to {LAST_TICK}"
        raise invalid(path, f"{path} is {given.Ticks}: {told}")
    return moment(given.Ticks)


def _numbers(key: bytes, count: int) -> list[int]:
    found = [int.from_bytes(key[at : at + _WORD]) for at in range(0, len(key), _WORD)]
    if len(key) != count * _WORD or max(found) >= _BIGGEST:
        raise invalid("AfterIndexKey", "AfterIndexKey is no key of an answer: take the IndexKey of its last item")
    return found
