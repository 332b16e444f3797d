"""The checks of many signed files in one process of its own: see ``walls``. ``main`` is that process."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

import msgspec
from cryptography import x509

from inkpost.engines.sign import walls
from inkpost.engines.sign.evidence_checks import Evidence
from inkpost.engines.sign.lasting import Look, look
from inkpost.engines.sign.levels import Level
from inkpost.engines.sign.report import Verdict
from inkpost.engines.sign.trust import Trust

TIME_LIMIT_S: Final = 60
MOST_ANSWERED: Final = 1024 * 1024
LIMITS: Final = "limits"


class Question(msgspec.Struct, frozen=True):
    """What is to be checked as of ``at``: by which roots, with which lists of the revoked (all of them DER)."""

    files: tuple[bytes, ...]
    roots: tuple[bytes, ...]
    timestamp_roots: tuple[bytes, ...]
    lists: tuple[bytes, ...]
    at: datetime
    algorithms: Mapping[str, datetime]


def looked_at(question: Question, *, time_limit_s: float = TIME_LIMIT_S, memory: int = walls.MEMORY) -> list[Look]:
    """What each of the files is worth; one that takes too much is undecided, and costs the others nothing."""
    found = _asked(question, time_limit_s, memory)
    if found is not None:
        return found
    if len(question.files) == 1:
        return [Look(Verdict.UNDECIDED, Level.B, reasons=(LIMITS,))]
    alone = [msgspec.structs.replace(question, files=(each,)) for each in question.files]
    return [one for each in alone for one in looked_at(each, time_limit_s=time_limit_s, memory=memory)]


def _asked(question: Question, time_limit_s: float, memory: int) -> list[Look] | None:
    asked = msgspec.msgpack.encode(question)
    told = walls.ask(__name__, asked, time_limit_s=time_limit_s, memory=memory, most=MOST_ANSWERED)
    try:
        found = msgspec.msgpack.decode(told, type=list[Look]) if told is not None else None
    except msgspec.DecodeError:
        return None
    return found if found is not None and len(found) == len(question.files) else None


def answered(question: Question) -> list[Look]:
    """The checks themselves, in this process."""
    trust = Trust(_read(question.roots), _read(question.timestamp_roots))
    evidence = Evidence((), question.lists, ())
    return [
        look(each, trust, question.at, evidence=evidence, algorithms=question.algorithms) for each in question.files
    ]


def _read(encoded: Sequence[bytes]) -> tuple[x509.Certificate, ...]:
    return tuple(x509.load_der_x509_certificate(each) for each in encoded)


def main(memory: int, seconds: int) -> None:
    """Answer one question. The limits hold before the first byte of it is parsed."""
    given = sys.stdin.buffer.read()
    walls.behind_walls(memory, seconds)
    answer = answered(msgspec.msgpack.decode(given, type=Question))
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))
