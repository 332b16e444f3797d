"""Checks of what a stranger brings, each in a process of its own: bounded in time and memory, without any network.

Parsers of PDFs and of signatures are large, and anybody may send a file that was made to hang them or to fill the
memory. ``main`` is that process: it reads one ``Question`` from its standard input, gives up what checking does not
need, writes one ``Answer``, and ends.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
from datetime import datetime
from typing import IO, Final

import msgspec
from cryptography import x509

from inkpost.engines.convert import launch, seccomp
from inkpost.engines.sign.detached import check_detached
from inkpost.engines.sign.evidence_checks import Evidence
from inkpost.engines.sign.evidence_judging import OfflineJudge
from inkpost.engines.sign.evidence_verify import Outcome, verify
from inkpost.engines.sign.evidence_zip import PackageRefused
from inkpost.engines.sign.refusals import SignatureRefused
from inkpost.engines.sign.report import Report, SignatureReport
from inkpost.engines.sign.trust import Trust
from inkpost.engines.sign.validation import check_pdf

TIME_LIMIT_S: Final = 30
MEMORY: Final = 1024**3
LARGEST_FILE: Final = 256 * 1024**2
"""Bytes of each file that a package is unpacked into."""
MOST_LINES: Final = 500
LONGEST: Final = 300
MOST_ANSWERED: Final = 1024**2
"""Bytes of an answer. The child may be in a stranger's hands by then: it is not to fill our memory either."""
_KEPT_CALLS: Final = frozenset({"unlink", "unlinkat", "rmdir", "fchmod", "chmod", "fchmodat", "fchmodat2"})
"""Those that a folder of one's own takes; the folder is the only one that it knows of."""


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


TOO_MUCH: Final = Answer(refused="limits")


def check(question: Question, *, time_limit_s: float = TIME_LIMIT_S, memory: int = MEMORY) -> Answer:
    """Have a file checked. What takes too long, takes too much or ends the process is ``limits``."""
    with tempfile.TemporaryDirectory(prefix="inkpost-check-") as folder:
        process = subprocess.Popen(
            [sys.executable, "-c", f"from {__name__} import main; main({memory}, {int(time_limit_s) + 5})"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LANG": "C.UTF-8", "TMPDIR": folder, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            cwd=folder,
            start_new_session=True,
        )
        with process:
            told = _exchanged(process, msgspec.msgpack.encode(question), time_limit_s)
    if told is None:
        return TOO_MUCH
    try:
        return msgspec.msgpack.decode(told, type=Answer)
    except msgspec.DecodeError:
        return TOO_MUCH


def _exchanged(process: subprocess.Popen[bytes], asked: bytes, time_limit_s: float) -> bytes | None:
    """What a process writes once it was given a question; nothing where that is too much or takes too long.

    The process has ended afterwards.
    """
    if process.stdin is None or process.stdout is None:
        raise ValueError("the process has no pipes")
    late = threading.Event()

    def end() -> None:
        late.set()
        _kill(process)

    feeding = threading.Thread(target=_feed, args=(process.stdin, asked), daemon=True)
    alarm = threading.Timer(time_limit_s, end)
    alarm.start()
    feeding.start()
    try:
        told = process.stdout.read(MOST_ANSWERED + 1)
    finally:
        alarm.cancel()
        alarm.join()
        _kill(process)
        feeding.join()
    return None if late.is_set() or len(told) > MOST_ANSWERED else told


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End it and whatever it started. Nobody waited for it yet, so that its number is still its own."""
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)


def _feed(stream: IO[bytes], content: bytes) -> None:
    with contextlib.suppress(OSError), stream:  # it may end before it has read all
        stream.write(content)


def answered(question: Question) -> Answer:
    """The check itself, in this process."""
    trust = Trust(tuple(x509.load_der_x509_certificate(each) for each in question.roots))
    evidence = Evidence((), question.lists, ())
    try:
        if question.signature:
            report = check_detached(question.signature, question.content, trust, at=question.at, evidence=evidence)
            return _of_report(report)
        if question.content.startswith(b"PK\x03\x04"):
            return _of_package(verify(question.content, OfflineJudge(trust, question.at, evidence)))
        if b"%PDF-" in question.content[:1024]:
            return _of_report(check_pdf(question.content, trust, at=question.at, evidence=evidence))
    except (SignatureRefused, PackageRefused) as refused:
        return Answer(refused="broken", message=_cut(refused.message))
    return Answer(refused="other")


def _of_report(report: Report) -> Answer:
    return Answer(report.verdict.value, tuple(_line("", each) for each in report.signatures[:MOST_LINES]))


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
    behind_walls(memory, seconds)
    try:
        answer = answered(msgspec.msgpack.decode(given, type=Question))
    except (MemoryError, RecursionError):
        answer = TOO_MUCH
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))


def behind_walls(memory: int, seconds: int) -> None:
    """Give up what checking does not need, as far as the system takes it."""
    launch.limit(memory, seconds, LARGEST_FILE)
    with contextlib.suppress(OSError, AttributeError):  # not on every system
        launch.leave(launch.CLONE_NEWNET | launch.CLONE_NEWIPC)
        launch.drop_privileges()
        seccomp.give_up(tuple(name for name in seccomp.CALLS if name not in _KEPT_CALLS))
