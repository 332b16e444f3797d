"""Checks of what a stranger brings, each in a process of its own: see ``walls``. ``main`` is that process."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Final

import msgspec
from cryptography import x509

from inkpost.engines.sign import walls
from inkpost.engines.sign.detached import check_detached
from inkpost.engines.sign.evidence_checks import Evidence
from inkpost.engines.sign.evidence_judging import OfflineJudge
from inkpost.engines.sign.evidence_outcome import Outcome
from inkpost.engines.sign.evidence_verify import verify
from inkpost.engines.sign.evidence_zip import PackageRefused
from inkpost.engines.sign.identities import Identity, identity_of
from inkpost.engines.sign.refusals import SignatureRefused
from inkpost.engines.sign.report import Report, SignatureReport
from inkpost.engines.sign.trust import Trust
from inkpost.engines.sign.validation import check_pdf

TIME_LIMIT_S: Final = 30
MOST_LINES: Final = 500
MOST_ANSWERED: Final = 1024 * 1024
"""Bytes of an answer."""
LONGEST: Final = 300


class Question(msgspec.Struct, frozen=True):
    """What is to be checked as of ``at``, by which roots, with which lists of the revoked (DER)."""

    content: bytes
    signature: bytes
    roots: tuple[bytes, ...]
    lists: tuple[bytes, ...]
    at: datetime


class Line(msgspec.Struct, frozen=True):
    """One signature, in values of ``report``."""

    part: str
    kind: str
    verdict: str
    signer: str
    organisation: str
    serial: str
    intact: bool
    trusted: bool
    time: datetime | None
    time_proven: bool
    level: str
    reasons: tuple[str, ...]
    identity: Identity | None = None
    """Whom the certificate of who signed a detached signature names."""


class Happened(msgspec.Struct, frozen=True):
    """One record of a package."""

    at: datetime
    act: str
    name: str


class Answer(msgspec.Struct, frozen=True):
    """What came of it. ``refused`` says why the file could not be looked at: ``other``, ``broken``, ``limits``."""

    verdict: str = ""
    signatures: tuple[Line, ...] = ()
    wrong: tuple[str, ...] = ()
    records: tuple[Happened, ...] = ()
    refused: str = ""
    message: str = ""
    at: datetime | None = None
    """As of when it was judged, where somebody says so."""


TOO_MUCH: Final = Answer(refused="limits")


def check(question: Question, *, time_limit_s: float = TIME_LIMIT_S, memory: int = walls.MEMORY) -> Answer:
    """Have a file checked. What takes too long, takes too much or ends the process is ``limits``."""
    asked = msgspec.msgpack.encode(question)
    told = walls.ask(__name__, asked, time_limit_s=time_limit_s, memory=memory, most=MOST_ANSWERED)
    try:
        return TOO_MUCH if told is None else msgspec.msgpack.decode(told, type=Answer)
    except msgspec.DecodeError:
        return TOO_MUCH


def answered(question: Question) -> Answer:
    """The check itself, in this process."""
    trust = Trust(tuple(x509.load_der_x509_certificate(each) for each in question.roots))
    evidence = Evidence((), question.lists, ())
    try:
        if question.signature:
            report = check_detached(question.signature, question.content, trust, at=question.at, evidence=evidence)
            return _with_identities(_of_report(report), report)
        if question.content.startswith(b"PK\x03\x04"):
            return _of_package(verify(question.content, OfflineJudge(trust, question.at, evidence)))
        if b"%PDF-" in question.content[:1024]:
            return _of_report(check_pdf(question.content, trust, at=question.at, evidence=evidence))
    except (SignatureRefused, PackageRefused) as refused:
        return Answer(refused="broken", message=_cut(refused.message))
    return Answer(refused="other")


def _of_report(report: Report) -> Answer:
    return Answer(report.verdict.value, tuple(_line("", each) for each in report.signatures[:MOST_LINES]))


def _with_identities(answer: Answer, report: Report) -> Answer:
    found = [identity_of(each.signer.certificate) if each.signer else None for each in report.signatures]
    lines = zip(answer.signatures, found, strict=False)
    return msgspec.structs.replace(
        answer, signatures=tuple(msgspec.structs.replace(line, identity=each) for line, each in lines)
    )


def _of_package(outcome: Outcome) -> Answer:
    lines = [_line(part, each) for part, report in outcome.reports.items() for each in report.signatures]
    records = tuple(Happened(each.at, _cut(each.act), _cut(each.name)) for each in outcome.records[:MOST_LINES])
    wrong = tuple(_cut(each.told) for each in outcome.found[:MOST_LINES])
    return Answer(outcome.verdict.value, tuple(lines[:MOST_LINES]), wrong, records)


def _line(part: str, report: SignatureReport) -> Line:
    signer = report.signer
    return Line(
        part=_cut(part),
        kind=report.kind.value,
        verdict=report.verdict.value,
        signer=_cut(signer.name) if signer else "",
        organisation=_cut(signer.organisation) if signer else "",
        serial=_cut(signer.serial) if signer else "",
        intact=report.intact,
        trusted=report.trusted,
        time=report.time or report.claimed_time,
        time_proven=report.time_proven,
        level=report.level.value if report.level else "",
        reasons=tuple(each.value for each in report.reasons),
    )


def _cut(text: str) -> str:
    return text.encode("utf-8", "replace").decode()[:LONGEST]


def main(memory: int, seconds: int) -> None:
    """Answer one question. The limits hold before the first byte of it is parsed."""
    given = sys.stdin.buffer.read()
    walls.behind_walls(memory, seconds)
    try:
        answer = answered(msgspec.msgpack.decode(given, type=Question))
    except (MemoryError, RecursionError):
        answer = TOO_MUCH
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))
