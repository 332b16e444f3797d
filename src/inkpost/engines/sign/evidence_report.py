"""The chain of records in plain words: what lies in a package as its report. It says nothing that they do not say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from inkpost.model.evidence import Record, digest

_WORDS: Final = {
    "sent": "sent the document to be signed",
    "prepared": "made the file ready to sign",
    "opened": "opened the document",
    "read": "read the document to its end",
    "code_asked": "asked for a one-time code",
    "signed": "signed",
    "signature_refused": "brought a signature that was not taken",
    "refused": "refused to sign",
    "delegated": "handed the part over to somebody else",
    "reminded": "was reminded",
    "address_corrected": "corrected an address that letters go to",
    "cancelled": "called the document back",
    "resent": "sent the document anew",
    "expired": "the time to sign was over",
    "sealed": "sealed the signed file",
    "renewed": "renewed the evidence in the signed file",
    "doubted": "found that the signed file does not hold any more",
}
_HEAD: Final = """EVIDENCE OF SIGNING

This is what the server recorded, in plain words. Each line follows from chain.jsonl; what it is worth say the
signatures in signed.pdf and signatures/, and the timestamps in timestamps/. How to check them: docs/evidence.md of
Inkpost, or `inkpost evidence verify`.
"""


def report_of(records: Sequence[Record]) -> str:
    """The report of a chain; the same chain always has the same one."""
    first = records[0].details if records else {}
    lines = [_HEAD, f"Document  {_plain(first.get('title', ''))}", f"Number    {_plain(first.get('document', ''))}", ""]
    for record in records:
        lines += _told(record)
    end = digest(records[-1]).hex() if records else ""
    return "\n".join([*lines, f"{len(records)} records. Hash of the last one:", end, ""])


def _told(record: Record) -> Iterator[str]:
    act = _WORDS.get(record.act, _plain(record.act))
    who = _plain(record.name) or "The server"
    number = f" (user {record.user_id})" if record.user_id is not None else ""
    yield f"{record.number}. {record.at.strftime('%Y-%m-%d %H:%M:%S')} UTC  {who}{number}: {act}"
    if record.address or record.agent:
        yield f"   from {_plain(record.address) or 'an unknown address'}, with {_plain(record.agent) or 'no name'}"
    for key, value in sorted(record.details.items()):
        yield f"   {key}: {_plain(value)}"
    yield ""


def _plain(value: Any) -> str:
    """A value on one line, with nothing in it that would move the cursor or turn the writing around."""
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return "".join(character if character.isprintable() else "·" for character in text)
