"""Signatures on PDFs whose structure strangers made: the file is read in a process of its own, see ``walls``.

That process gets neither a key nor a secret. It answers the update at the file's end with room for a signature; here
the room is looked at, all the rest of the file is hashed, and the signature is made and put into the room. ``main`` is
that process.
"""

from __future__ import annotations

import sys
import traceback
from datetime import UTC, datetime
from typing import Final

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256

from inkpost.engines.sign import cms, pades, rooms, walls
from inkpost.engines.sign.appearance import Stamp
from inkpost.engines.sign.keys import Signer, Stamper
from inkpost.engines.sign.levels import Level
from inkpost.engines.sign.pades import Signed, Words
from inkpost.engines.sign.refusals import Refusal, SignatureRefused
from inkpost.engines.sign.rooms import ReservingFailed

TIME_LIMIT_S: Final = 120
MOST_ADDED: Final = 64 * 1024**2
"""Bytes of an update."""
LONGEST_FAULT: Final = 4000


class Order(msgspec.Struct, frozen=True):
    """Where room is to be made: in which field, for how many bytes, for the certificate of which SHA-256."""

    pdf: bytes
    field: str
    mark: bytes
    words: Words
    at: datetime
    room: int
    stamp: Stamp | None


class Answer(msgspec.Struct, frozen=True):
    """The bytes to add, and from where to where of the whole the room is; or why there is none."""

    added: bytes = b""
    start: int = 0
    end: int = 0
    refused: Refusal | None = None
    message: str = ""
    fault: str = ""


TOO_MUCH: Final = Answer(
    refused=Refusal.LIMITS, message="To read the PDF takes more memory or more time than one file may take."
)


def sign_bounded(
    pdf: bytes,
    signer: Signer,
    *,
    field: str,
    stamper: Stamper | None = None,
    words: Words,
    at: datetime,
    stamp: Stamp | None = None,
    time_limit_s: float = TIME_LIMIT_S,
    memory: int = walls.MEMORY,
) -> Signed:
    """``pades.sign`` with the file read behind walls. Raises as it does, and ReservingFailed.

    What takes too much is refused (``limits``).
    """
    room = cms.room_for(signer, stamper)
    mark = signer.certificate.fingerprint(SHA256())
    order = msgspec.msgpack.encode(Order(pdf, field, mark, words, at.astimezone(UTC), room, stamp))
    answer = _read(walls.ask(__name__, order, time_limit_s=time_limit_s, memory=memory, most=MOST_ADDED))
    if answer.refused is not None:
        raise SignatureRefused(answer.refused, answer.message)
    if not answer.added:
        raise ReservingFailed(answer.fault)
    place = answer.start, answer.end
    whole, digest = rooms.reserved(pdf, answer.added, place, room)
    made = cms.sign_digest(digest, signer, stamper=stamper, most=room)
    stamped = stamper is not None and not made.timestamp_failure
    return Signed(rooms.put(whole, place, made.der), Level.T if stamped else Level.B, field, made.timestamp_failure)


def _read(told: bytes | None) -> Answer:
    try:
        return TOO_MUCH if told is None else msgspec.msgpack.decode(told, type=Answer)
    except (msgspec.DecodeError, RecursionError):
        return TOO_MUCH


def answered(order: Order) -> Answer:
    """The work itself, in this process."""
    try:
        whole, start, end = pades.reserve(
            order.pdf, order.field, order.mark, words=order.words, at=order.at, room=order.room, stamp=order.stamp
        )
        return Answer(whole[len(order.pdf) :], start, end)
    except SignatureRefused as refused:
        return Answer(refused=refused.code, message=refused.message)
    except (MemoryError, RecursionError):
        return TOO_MUCH
    except Exception as fault:
        return Answer(
            fault="".join(traceback.format_exception(fault)).encode("utf-8", "replace").decode()[-LONGEST_FAULT:]
        )


def main(memory: int, seconds: int) -> None:
    """Make room in one file. The limits hold before the first byte of it is parsed."""
    given = sys.stdin.buffer.read()
    walls.behind_walls(memory, seconds)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answered(msgspec.msgpack.decode(given, type=Order))))
