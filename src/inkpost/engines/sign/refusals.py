"""Why a file is not signed, or not read as a signature: a closed list."""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """What is wrong with what was given."""

    BROKEN = "broken"
    """It is no PDF, or one whose structure cannot be relied on."""
    ENCRYPTED = "encrypted"
    """Its content is encrypted; a signature over it would say nothing to a reader."""
    DYNAMIC = "dynamic"
    """An XFA form: what is seen is made by a program and is not what would be signed."""
    AMBIGUOUS = "ambiguous"
    """It has two tables of its objects, of which a reader takes one or the other; written anew, it has one."""
    LOCKED = "locked"
    """An earlier signature allows no changes, not even a further signature."""
    LIMITS = "limits"
    """To read it takes more memory or time than one file may take."""
    ALREADY_SIGNED = "already_signed"
    """It carries a signature, which pages and fields added now would break."""
    FIELD_UNKNOWN = "field_unknown"
    """There is no such signature field."""
    FIELD_TAKEN = "field_taken"
    """The field carries a signature."""
    NOT_A_SIGNATURE = "not_a_signature"
    """The bytes are no CMS signature in DER, PEM or base64."""
    EVIDENCE_UNREADABLE = "evidence_unreadable"
    """A certificate, a revocation list or an OCSP response cannot be read."""


class SignatureRefused(Exception):
    """What was given cannot be signed or read; ``code`` says why, the text is one plain sentence."""

    def __init__(self, code: Refusal, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
