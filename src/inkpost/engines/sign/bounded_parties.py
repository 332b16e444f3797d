"""Whose certificates stand behind what was signed and stamped, found in a process of its own: see ``walls``.

Files and signatures come from strangers; only what the package of their evidence needs of them comes back.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final

import msgspec
from cryptography import x509

from inkpost.engines.sign import walls
from inkpost.engines.sign.cms_checks import DIGESTS, DigestOf
from inkpost.engines.sign.detached import check_detached, digest_of_file
from inkpost.engines.sign.evidence_checks import Evidence, Known
from inkpost.engines.sign.files import Source
from inkpost.engines.sign.refusals import SignatureRefused
from inkpost.engines.sign.report import Party, Report
from inkpost.engines.sign.tokens import Judge, check_token
from inkpost.engines.sign.trust import Trust
from inkpost.engines.sign.validation import check_pdf

TIME_LIMIT_S: Final = 60
MOST_ANSWERED: Final = 16 * 1024**2
"""Bytes of an answer."""


class Over(msgspec.Struct, frozen=True):
    """A signature or a timestamp (DER), and the digests of what it is over, by their algorithms."""

    made: bytes
    digests: Mapping[str, bytes]


class Question(msgspec.Struct, frozen=True):
    """What is looked at as of ``at``, with these roots (DER)."""

    roots: tuple[bytes, ...]
    at: datetime
    pdf: bytes = b""
    signatures: tuple[Over, ...] = ()
    tokens: tuple[Over, ...] = ()


class Answer(msgspec.Struct, frozen=True):
    """The certificates (DER) of who signed and who stamped, and how many of the files took too much to be read."""

    certificates: tuple[bytes, ...] = ()
    unread: int = 0


def digests_of(content: Source) -> Mapping[str, bytes]:
    """The digests that a signature over a file may be made with."""
    digest_of = digest_of_file(content)
    return {name: digest_of(name) for name in sorted(DIGESTS & hashlib.algorithms_available)}


def parties(question: Question, *, time_limit_s: float = TIME_LIMIT_S, memory: int = walls.MEMORY) -> Answer:
    """Who signed and who stamped. What takes too much is left out, and costs the others nothing."""
    found = _asked(question, time_limit_s, memory)
    if found is not None:
        return found
    alone = list(_alone(question))
    if len(alone) < 2:
        return Answer(unread=1)
    each = [parties(one, time_limit_s=time_limit_s, memory=memory) for one in alone]
    known = dict.fromkeys(certificate for one in each for certificate in one.certificates)
    return Answer(tuple(known), sum(one.unread for one in each))


def _asked(question: Question, time_limit_s: float, memory: int) -> Answer | None:
    asked = msgspec.msgpack.encode(question)
    told = walls.ask(__name__, asked, time_limit_s=time_limit_s, memory=memory, most=MOST_ANSWERED)
    try:
        return msgspec.msgpack.decode(told, type=Answer) if told is not None else None
    except msgspec.DecodeError:
        return None


def _alone(question: Question) -> Iterator[Question]:
    bare = msgspec.structs.replace(question, pdf=b"", signatures=(), tokens=())
    if question.pdf:
        yield msgspec.structs.replace(bare, pdf=question.pdf)
    for signature in question.signatures:
        yield msgspec.structs.replace(bare, signatures=(signature,))
    for token in question.tokens:
        yield msgspec.structs.replace(bare, tokens=(token,))


def answered(question: Question) -> Answer:
    """The work itself, in this process."""
    trust = Trust(tuple(x509.load_der_x509_certificate(each) for each in question.roots))
    found = [
        *_of_pdf(question, trust),
        *_of_signatures(question.signatures, trust, question.at),
        *_of_tokens(question.tokens, Judge(trust, Known(Evidence()), question.at)),
    ]
    return Answer(tuple(dict.fromkeys(each.certificate for each in found)))


def _of_pdf(question: Question, trust: Trust) -> Iterator[Party]:
    if not question.pdf:
        return
    try:
        yield from _parties(check_pdf(question.pdf, trust, at=question.at))
    except SignatureRefused:
        return  # whoever checks the package is told


def _of_signatures(signatures: Iterable[Over], trust: Trust, at: datetime) -> Iterator[Party]:
    for each in signatures:
        try:
            yield from _parties(check_detached(each.made, _known(each), trust, at=at))
        except SignatureRefused:
            continue


def _of_tokens(tokens: Iterable[Over], judge: Judge) -> Iterator[Party]:
    for each in tokens:
        found = check_token(each.made, _known(each), judge)
        if found.authority is not None:
            yield found.authority


def _known(over: Over) -> DigestOf:
    return lambda algorithm: over.digests.get(algorithm, b"")


def _parties(report: Report) -> Iterator[Party]:
    for each in report.signatures:
        yield from (party for party in (each.signer, each.timestamp_authority) if party is not None)


def main(memory: int, seconds: int) -> None:
    """Answer one question. The limits hold before the first byte of it is parsed."""
    given = sys.stdin.buffer.read()
    walls.behind_walls(memory, seconds)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answered(msgspec.msgpack.decode(given, type=Question))))
