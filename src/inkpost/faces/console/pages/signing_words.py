"""Which words of the console say where a signing stands, and why an act was refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from inkpost.errors import InkpostError, Reason
from inkpost.faces.console.moments import Moment, moment
from inkpost.faces.console.words import Words
from inkpost.model.evidence import Record
from inkpost.model.signatures import DocumentState, LetterLimit, MemberState, Why
from inkpost.operations.passwords import Braked
from inkpost.operations.signing_parts import Part
from inkpost.operations.signing_signers import SignerUnknown

_ENDED: Mapping[str, str] = {
    DocumentState.CANCELLED: "cancelled",
    DocumentState.REFUSED: "refused_other",
    DocumentState.EXPIRED: "expired",
    DocumentState.DONE: "done",
}
_FAULTS: Mapping[tuple[Reason, str], str] = {
    (Reason.PARAMETER_INVALID, "code"): "fault_code_wrong",
    (Reason.PARAMETER_MISSING, "code"): "fault_code_missing",
    (Reason.CONFLICT, "code"): "fault_code_none",
    (Reason.PARAMETER_INVALID, "pin"): "fault_pin_wrong",
    (Reason.PARAMETER_MISSING, "pin"): "fault_pin_missing",
    (Reason.FORBIDDEN, "pin"): "fault_pin_locked",
    (Reason.NOT_FOUND, "certificate"): "fault_pin_locked",
    (Reason.PARAMETER_INVALID, "signature"): "fault_signature_wrong",
    (Reason.PARAMETER_MISSING, "signature"): "fault_signature_missing",
    (Reason.PARAMETER_INVALID, "comment"): "fault_comment_long",
    (Reason.PARAMETER_MISSING, "comment"): "fault_comment_missing",
    (Reason.PARAMETER_INVALID, "user"): "fault_user_unknown",
    (Reason.UNAVAILABLE, "key"): "fault_later",
    (Reason.UNAVAILABLE, "password"): "fault_later",
    (Reason.UNAVAILABLE, "master_key"): "fault_later",
    (Reason.CONFLICT, "member"): "fault_not_now",
    (Reason.CONFLICT, "document"): "fault_not_now",
    (Reason.CONFLICT, "key"): "fault_no_seal",
    (Reason.CONFLICT, "evidence"): "fault_evidence",
    (Reason.PARAMETER_INVALID, "signer"): "fault_signer_shared",
    (Reason.PARAMETER_INVALID, "address"): "fault_address",
    (Reason.PARAMETER_INVALID, "reason"): "fault_reason",
    (Reason.CONFLICT, "certificate"): "fault_certificate_done",
    (Reason.UNUSABLE_FILE, "certificate"): "fault_certificate_file",
    (Reason.LIMIT_REACHED, "certificate"): "fault_certificate_many",
    (Reason.PARAMETER_INVALID, "password"): "fault_seal_password",
    (Reason.PARAMETER_INVALID, "url"): "fault_stamper",
    (Reason.PARAMETER_INVALID, "anchors"): "fault_anchors",
    (Reason.PARAMETER_INVALID, "unrecognised"): "fault_rule",
    (Reason.NOT_FOUND, "user"): "fault_user_unknown",
}

_OF_CERTIFICATES = frozenset(
    {"pin", "renew", "revoke", "forget", "choose-seal", "remove-stamper", "earlier", "make-seal", "import-seal"}
)
LONGEST = 300
"""Characters of what a certificate says of itself."""


def status_of_part(part: Part) -> str:
    """Where a document stands for a member, in a word: the ending of a ``state_sign_`` of the console's words."""
    if part.state.code == MemberState.READY:
        return "ready"
    if part.state.code == MemberState.REFUSED:
        return "refused_self"
    if part.document_state.code in _ENDED:
        return _ENDED[part.document_state.code]
    return "sealing" if part.document_state.why is Why.SEALING else "waits"


def comment_of(part: Part) -> str:
    """What somebody said when the document was refused or called back."""
    spoken = {Why.BY_MEMBER, Why.BY_SENDER}
    return part.document_state.comment if part.document_state.why in spoken else ""


def fault(refused: InkpostError, words: Words, act: str = "", zone: str = "UTC") -> str:
    """Why an act was refused, for the page that it was asked on; nothing where a page of its own says it."""
    if isinstance(refused, LetterLimit):
        return words["fault_letter_limit"].format(time=moment(refused.at, zone, words["language"]).text)
    if isinstance(refused, SignerUnknown):
        return words["fault_signer_unknown"].format(found=refused.found[:LONGEST], expected=refused.expected[:LONGEST])
    if refused.reason is Reason.UNUSABLE_FILE and refused.subject in {"file", "chain"} and act == "import-seal":
        return words["fault_seal_file"].format(why=refused.message)
    if refused.reason is Reason.NOT_FOUND and refused.subject == "certificate" and act in _OF_CERTIFICATES:
        return words["fault_certificate_gone"]
    if isinstance(refused, Braked):
        return words["too_many"].format(seconds=refused.seconds)
    if refused.subject == "member" and refused.action == "code_asked" and refused.reason is Reason.CONFLICT:
        return words["fault_code_soon"]
    if refused.subject == "pin" and refused.action == "repeat":
        return words["fault_pin_differs"]
    if refused.subject == "pin" and refused.action == "choose":
        return words["fault_pin_weak"]
    name = _FAULTS.get((refused.reason, refused.subject))
    return words[name] if name else ""


def questions(asked: Iterable[Record], zone: str, language: str) -> list[tuple[str, Moment]]:
    """What somebody asked, and when."""
    return [(str(each.details.get("comment", "")), moment(each.at, zone, language)) for each in asked]


def masked(address: str) -> str:
    """An address that its owner recognises."""
    name, at, domain = address.partition("@")
    return f"{name[:1]}…{at}{domain}" if at else ""
