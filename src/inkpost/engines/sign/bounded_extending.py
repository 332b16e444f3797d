"""What makes a signed file last, on files whose structure strangers made: read in a process of its own, see ``walls``.

One process for a version of a file. It gets neither a key nor a network: the caller gathers the evidence and has the
timestamp made between its questions. What it answers is not believed: an update is put behind the file here, a room is
looked at before anything is made for it, and who is to be asked about a certificate must have issued it. ``main`` is
that process.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Final

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from inkpost.engines.sign import cms, ltv, rooms, walls
from inkpost.engines.sign.chains import MOST_ISSUERS
from inkpost.engines.sign.evidence_checks import Evidence
from inkpost.engines.sign.keys import Stamper
from inkpost.engines.sign.lasting import Look, look
from inkpost.engines.sign.ltv import Needed
from inkpost.engines.sign.refusals import Refusal, SignatureRefused
from inkpost.engines.sign.talks import Talk, TalkEnded, serve, talk
from inkpost.engines.sign.trust import MOST_CERTIFICATES, Trust

TIME_LIMIT_S: Final = 120
"""For all of its answers about one file."""
MOST_ANSWERED: Final = 64 * 1024**2
LONGEST_FAULT: Final = 4000


class ExtendingFailed(Exception):
    """The fault is of this program, not of the file; the text is for the log."""


class Begin(msgspec.Struct, frozen=True, tag=True):
    """Look at this file as of ``at``: by which roots (DER), with which algorithms until when."""

    pdf: bytes
    roots: tuple[bytes, ...]
    timestamp_roots: tuple[bytes, ...] | None
    at: datetime
    algorithms: Mapping[str, datetime]


class Lack(msgspec.Struct, frozen=True, tag=True):
    """What does the file lack? See ``ltv.needed_evidence``."""

    newest: bool


class Add(msgspec.Struct, frozen=True, tag=True):
    """Add evidence to the file."""

    evidence: Evidence


class Reserve(msgspec.Struct, frozen=True, tag=True):
    """Make room for a timestamp over all of the file."""


class Judge(msgspec.Struct, frozen=True, tag=True):
    """Look at what the file has become: with this timestamp in its room, or without the room."""

    token: bytes


class Answer(msgspec.Struct, frozen=True):
    """What a question asks for: a look, lines of certificates, the bytes to add and where the room is. Or why not."""

    look: Look | None = None
    lines: tuple[tuple[bytes, ...], ...] = ()
    added: bytes = b""
    place: tuple[int, int] = (0, 0)
    refused: Refusal | None = None
    message: str = ""
    fault: str = ""


Question = Begin | Lack | Add | Reserve | Judge
TOO_MUCH: Final = Answer(
    refused=Refusal.LIMITS, message="To read the PDF takes more memory or more time than one file may take."
)


class Extending:
    """A file that becomes longer: ``content`` is what it has become. Its methods raise SignatureRefused.

    And ExtendingFailed. What takes too much is refused (``limits``).
    """

    def __init__(self, to: Talk, pdf: bytes) -> None:
        self.content = pdf
        self._talk = to
        self._known: tuple[x509.Certificate, ...] = ()
        self._token = b""

    def begin(self, trust: Trust, at: datetime, algorithms: Mapping[str, datetime]) -> Look:
        """What the file is worth as it is. The first question."""
        others = None if trust.timestamp_roots is None else _der(trust.timestamp_roots)
        self._known = known_to(trust)
        return _look_of(self._ask(Begin(self.content, _der(trust.roots), others, at.astimezone(UTC), algorithms)))

    def lacking(self, *, newest: bool) -> list[Needed]:
        """See ``ltv.needed_evidence``."""
        lines = self._ask(Lack(newest)).lines[:MOST_CERTIFICATES]
        return [needed for line in lines if (needed := self._needed(line)) is not None]

    def add_evidence(self, evidence: Evidence) -> None:
        """See ``ltv.add_evidence``."""
        if evidence != Evidence():
            self.content += self._ask(Add(evidence)).added

    def add_timestamp(self, stamper: Stamper) -> None:
        """See ``ltv.add_timestamp``. Raises TimestampFailed, and ReservingFailed."""
        told = self._ask(Reserve())
        whole, digest = rooms.reserved(self.content, told.added, told.place, cms.TOKEN_ROOM)
        self._token = cms.fitting_token(stamper, digest)
        self.content = rooms.put(whole, told.place, self._token)

    def judge(self) -> Look:
        """What the file is worth now. The last question."""
        return _look_of(self._ask(Judge(self._token)))

    def _needed(self, encoded: Sequence[bytes]) -> Needed | None:
        """What is needed, if those who are to tell it issued the certificate."""
        try:
            certificate, *line = map(x509.load_der_x509_certificate, encoded[: MOST_ISSUERS + 1])
        except ValueError:
            return None
        anchored = bool(line) and line[-1] in self._known
        return Needed(certificate, tuple(line), anchored) if ltv.is_line(certificate, line) else None

    def _ask(self, question: Question) -> Answer:
        try:
            answer = msgspec.msgpack.decode(self._talk.ask(msgspec.msgpack.encode(question)), type=Answer)
        except (TalkEnded, msgspec.DecodeError, RecursionError):
            answer = TOO_MUCH
        if answer.refused is not None:
            raise SignatureRefused(answer.refused, answer.message)
        if answer.fault:
            raise ExtendingFailed(answer.fault)
        return answer


@contextmanager
def extending(pdf: bytes, *, time_limit_s: float = TIME_LIMIT_S, memory: int = walls.MEMORY) -> Iterator[Extending]:
    """A file that is to become longer, in a process that ends with the block.

    ``time_limit_s`` is for the process alone: what is done between the questions takes none of it.
    """
    with talk(__name__, time_limit_s=time_limit_s, memory=memory, most=MOST_ANSWERED) as opened:
        yield Extending(opened, pdf)


def known_to(trust: Trust) -> tuple[x509.Certificate, ...]:
    """The roots, of whichever kind."""
    return tuple(dict.fromkeys((*trust.roots, *(trust.timestamp_roots or ()))))


def _look_of(answer: Answer) -> Look:
    if answer.look is None:
        raise ExtendingFailed("there is no look in the answer")
    return answer.look


def _der(certificates: Sequence[x509.Certificate]) -> tuple[bytes, ...]:
    return tuple(each.public_bytes(Encoding.DER) for each in certificates)


class Work:
    """The work itself, in this process: one file, question after question."""

    def __init__(self) -> None:
        self._pdf = b""
        self._trust = Trust(())
        self._at = datetime.min.replace(tzinfo=UTC)
        self._algorithms: Mapping[str, datetime] = {}
        self._place = (0, 0)
        self._before = 0
        """How much of the file was there before there was room in it."""

    def answered(self, encoded: bytes) -> bytes:
        """An answer to a question, both encoded."""
        question = msgspec.msgpack.decode(encoded, type=Question)
        del encoded  # it may have all of a large file
        return msgspec.msgpack.encode(self._bounded(question))

    def _bounded(self, question: Question) -> Answer:
        try:
            return self._answer(question)
        except SignatureRefused as refused:
            return Answer(refused=refused.code, message=refused.message)
        except (MemoryError, RecursionError):
            return TOO_MUCH
        except Exception as fault:
            told = "".join(traceback.format_exception(fault))
            return Answer(fault=told.encode("utf-8", "replace").decode()[-LONGEST_FAULT:])

    def _answer(self, question: Question) -> Answer:
        match question:
            case Begin():
                return self._begun(question)
            case Lack(newest):
                return Answer(lines=self._lines(newest))
            case Add(evidence):
                before = len(self._pdf)
                self._pdf = ltv.add_evidence(self._pdf, evidence) or b""
                return Answer(added=self._pdf[before:])
            case Reserve():
                self._before = len(self._pdf)
                self._pdf, *place = ltv.reserve_timestamp(self._pdf)  # which may be large: it is there once
                self._place = place[0], place[1]
                return Answer(added=self._pdf[self._before :], place=self._place)
            case Judge(token):
                self._pdf = rooms.put(self._pdf, self._place, token) if token else self._pdf[: self._before or None]
                return Answer(look=self._look())

    def _begun(self, begin: Begin) -> Answer:
        others = None if begin.timestamp_roots is None else _read(begin.timestamp_roots)
        self._pdf, self._trust = begin.pdf, Trust(_read(begin.roots), others)
        self._at, self._algorithms = begin.at, begin.algorithms
        return Answer(look=self._look())

    def _look(self) -> Look:
        return look(self._pdf, self._trust, self._at, algorithms=self._algorithms)

    def _lines(self, newest: bool) -> tuple[tuple[bytes, ...], ...]:
        needed = ltv.needed_evidence(self._pdf, known_to(self._trust), newest=newest)
        return tuple(_der((each.certificate, *each.line)) for each in needed)


def _read(encoded: Sequence[bytes]) -> tuple[x509.Certificate, ...]:
    return tuple(x509.load_der_x509_certificate(each) for each in encoded)


def main(memory: int, seconds: int) -> None:
    """Answer questions about one file. The limits hold before the first byte of it is parsed."""
    walls.behind_walls(memory, seconds)
    serve(Work().answered)
