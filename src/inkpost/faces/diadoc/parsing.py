"""``Parse…Xml``: what a paper says. Nobody need sign in for it: it asks nothing of this server but to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from google.protobuf.message import Message

from inkpost.engines.papers import NotReadable, Paper, PaperKind, paper_of
from inkpost.errors import InkpostError, Reason
from inkpost.faces.diadoc import codec
from inkpost.faces.diadoc.queries import Given
from inkpost.faces.diadoc.routes import Raw
from inkpost.faces.diadoc.translate.papers import rejection_info, revocation_info
from inkpost.faces.kit.requests import WireRequest
from inkpost.operations.kit import Services

Handler = Callable[[Services, WireRequest, Given], Raw]


def parse_revocation_request_xml(services: Services, wire: WireRequest, given: Given) -> Raw:
    """A proposal to revoke, in either encoding."""
    return _told(wire, revocation_info(_read(wire, PaperKind.REVOCATION)))


def parse_signature_rejection_xml(services: Services, wire: WireRequest, given: Given) -> Raw:
    """A refusal to sign or to revoke, in either encoding."""
    return _told(wire, rejection_info(_read(wire, PaperKind.NOTICE)))


def _read(wire: WireRequest, kind: PaperKind) -> Paper:
    try:
        return paper_of(wire.body, kind)
    except NotReadable as fault:
        told = f"The body cannot be read: {fault}"
        raise InkpostError(Reason.PARAMETER_INVALID, told, subject="body") from None


def _told(wire: WireRequest, message: Message) -> Raw:
    encoding = codec.wanted_encoding(wire.headers.get("accept", ""))
    return Raw(codec.write(message, encoding), media_type=encoding.value)


ADDRESSES: Final[Mapping[str, Mapping[str, Handler]]] = {
    "/parserevocationrequestxml": {"POST": parse_revocation_request_xml},
    "/parsesignaturerejectionxml": {"POST": parse_signature_rejection_xml},
}
"""By path in lower case and verb."""
