"""PAdES signatures: each an update at the end of the file, all earlier bytes as they were."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.hashes import SHA256
from pyhanko.pdf_utils.generic import ByteStringObject, DictionaryObject, Reference, pdf_name
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import PdfSignedData, PreparedByteRangeDigest, SignatureObject

from inkpost.engines.sign import cms
from inkpost.engines.sign.appearance import Stamp, draw_stamp
from inkpost.engines.sign.files import CHUNK, Extended, Source, entry, extend, guarded, resolved
from inkpost.engines.sign.keys import Signer, Stamper
from inkpost.engines.sign.levels import Level
from inkpost.engines.sign.refusals import Refusal, SignatureRefused


@dataclass(frozen=True)
class Signed:
    """A signed file: its bytes, or none where it was written to a path.

    ``timestamp_failure`` says why the level is only B-B although a timestamp was asked for.
    """

    pdf: bytes | None
    level: Level
    field: str
    timestamp_failure: str = ""


@dataclass(frozen=True)
class Words:
    """What the signature says about itself beside the certificate."""

    name: str = ""
    reason: str = ""
    location: str = ""


SIGNER_MARK: Final = pdf_name("/INKP_Signer")
"""Says in the signed bytes whose signature belongs there, so that a foreign one is told from a changed file."""
_NO_WORDS: Final = Words()


def sign(
    pdf: Source,
    signer: Signer,
    *,
    stamper: Stamper | None = None,
    field: str | None = None,
    words: Words = _NO_WORDS,
    at: datetime | None = None,
    stamp: Stamp | None = None,
    output: Path | None = None,
) -> Signed:
    """Signs a PDF: B-T with a ``stamper``, else, or when no timestamp comes, B-B.

    ``field`` names a prepared field, or the new one to make (without a place to be seen); by default a new name is
    found. ``at`` is the signer's own word of the time, by default now. ``stamp`` is drawn where the field has a place.
    A path as source and ``output`` keeps a large file out of the memory.

    Raises SignatureRefused, and SigningFailed when the key does not sign.
    """

    def work(extended: Extended) -> tuple[cms.Made, str]:
        name = field or guarded(lambda: free_name(extended.writer, "Signature"))
        guarded(lambda: refuse_taken(extended.writer, name))
        room = cms.room_for(signer, stamper)
        mark = signer.certificate.fingerprint(SHA256())
        dictionary = _dictionary(mark, words, at or datetime.now(UTC), room)
        run = Embedding(extended, name, dictionary, stamp)
        made = cms.sign_digest(run.digest, signer, stamper=stamper, most=room)
        run.fill(made.der)
        return made, name

    signed, (made, name) = extend(pdf, output, work)
    stamped = stamper is not None and not made.timestamp_failure
    return Signed(signed, Level.T if stamped else Level.B, name, made.timestamp_failure)


def reserve(
    pdf: bytes, field: str, mark: bytes, *, words: Words, at: datetime, room: int, stamp: Stamp | None
) -> tuple[bytes, int, int]:
    """A PDF with an update in which there is room for a signature of ``room`` bytes, and where in the whole that is.

    ``mark`` is the SHA-256 of the certificate that will sign. Raises SignatureRefused.
    """

    def work(extended: Extended) -> tuple[int, int]:
        guarded(lambda: refuse_taken(extended.writer, field))
        return Embedding(extended, field, _dictionary(mark, words, at, room), stamp).region

    made, (start, end) = extend(pdf, None, work)
    return made or b"", start, end


def _dictionary(mark: bytes, words: Words, at: datetime, room: int) -> SignatureObject:
    dictionary = SignatureObject(
        timestamp=at,
        subfilter=SigSeedSubFilter.PADES,
        name=words.name or None,
        location=words.location or None,
        reason=words.reason or None,
        bytes_reserved=room * 2,
    )
    dictionary[SIGNER_MARK] = ByteStringObject(mark)
    return dictionary


class Embedding:
    """The update with room for a signature, written and hashed; ``fill`` puts the signature into the room."""

    def __init__(self, extended: Extended, field: str, dictionary: PdfSignedData, stamp: Stamp | None) -> None:
        self.digest = b""
        self.region = (0, 0)
        """From where to where of the file the room is."""
        guarded(lambda: self._write(extended, field, dictionary, stamp))

    def _write(self, extended: Extended, field: str, dictionary: PdfSignedData, stamp: Stamp | None) -> None:
        self._steps: Generator[Any, Any, None] = PdfCMSEmbedder().write_cms(field, extended.writer)
        place: Reference = next(self._steps)
        seen = place.get_object()
        if stamp is not None and isinstance(seen, DictionaryObject):
            draw_stamp(extended.writer, seen, stamp)
        self._steps.send(SigObjSetup(sig_placeholder=dictionary))
        prepared: PreparedByteRangeDigest
        prepared, _ = self._steps.send(SigIOSetup(md_algorithm="sha256", in_place=True, chunk_size=CHUNK))
        self.digest = prepared.document_digest
        self.region = (prepared.reserved_region_start, prepared.reserved_region_end)

    def fill(self, der: bytes) -> None:
        self._steps.send(der)


def embed(extended: Extended, field: str, dictionary: PdfSignedData) -> Embedding:
    """Writes an update with room for what is computed over all the rest of the file."""
    return Embedding(extended, field, dictionary, None)


def free_name(handler: BasePdfFileWriter, stem: str) -> str:
    """A field name that the document does not have."""
    taken = {name for name, _, _ in enumerate_sig_fields(handler)}
    taken |= {str(entry(resolved(one), "/T", "")) for one in _fields(handler)}
    return next(name for number in range(1, len(taken) + 2) if (name := f"{stem}{number}") not in taken)


def _fields(handler: BasePdfFileWriter) -> list[Any]:
    form = entry(handler.root, "/AcroForm")
    return list(entry(form, "/Fields", ())) if isinstance(form, DictionaryObject) else []


def refuse_taken(handler: BasePdfFileWriter, field: str) -> None:
    """Raises SignatureRefused where a field of that name is signed, or is no signature field."""
    for name, value, _ in enumerate_sig_fields(handler):
        if name == field and value is not None:
            raise SignatureRefused(Refusal.FIELD_TAKEN, f"The signature field {field} is signed.")
        if name == field:
            return
    if any(str(entry(resolved(one), "/T", "")) == field for one in _fields(handler)):
        raise SignatureRefused(Refusal.FIELD_UNKNOWN, f"The field {field} is no signature field.")
