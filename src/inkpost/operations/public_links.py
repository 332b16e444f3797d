"""What anybody with the link may do: look at a document, take its files, and give its password where it has one."""

from __future__ import annotations

import hashlib
import hmac
import re
import struct
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection

from inkpost.errors import InkpostError, Reason
from inkpost.model.brakes import Brake, network_of
from inkpost.model.documents import Document
from inkpost.model.files import StoredFile
from inkpost.operations.kit import Services
from inkpost.operations.passwords import matches
from inkpost.store import documents, files, public_links

PROOF_SECONDS = 12 * 3600
VIEW_EVERY = timedelta(minutes=1)
LINK_FROM_HERE = Brake("link from an address", size=5, seconds=60)
LINK = Brake("link", size=50, seconds=60)
_CODE = re.compile(r"[A-Za-z0-9]{16,64}")
_PNG = re.compile(rb"\x89PNG\r\n\x1a\n....IHDR(.{8})", re.DOTALL)
_A4 = (1240, 1754)
_MOST_PAGES = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of a page, in pixels; ``number`` counts from 1."""

    number: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as its link shows it. While it is converted there are no pictures, and at first no PDF."""

    title: str
    pictures: tuple[Picture, ...]
    with_pdf: bool
    converted: bool
    failed: bool
    since: datetime


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows that the password was given, and for how many seconds it does."""

    value: str
    seconds: int


def look(services: Services, code: str, *, proof: str = "", record: bool = True) -> Opened:
    """The document of a link; that it was looked at is recorded unless ``record`` is off.

    Raises NOT_FOUND for every link that does not work, whatever the cause, and NOT_AUTHENTICATED where the
    password has to be given first.
    """
    with services.engine.begin() as db:
        document = _opened(services, db, code, proof)
        pages = documents.pages(db, document.id) if document.converted_at else []
    if record:
        _record_view(services, document)
    return Opened(
        title=document.title,
        pictures=tuple(picture_of(services, number, page) for number, page in enumerate(pages, 1)),
        with_pdf=document.pdf_id is not None,
        converted=document.converted_at is not None,
        failed=document.conversion_failed_at is not None,
        since=document.updated_at,
    )


def content(
    services: Services, code: str, part: str | int, *, proof: str = "", held: bytes = b""
) -> tuple[StoredFile, bytes | None]:
    """A file behind a link: ``docx``, ``pdf``, or the picture of a page by its number.

    The contents are None where ``held``, the SHA-256 that the caller has already, is still theirs. Raises NOT_FOUND
    (also of a file not there yet), NOT_AUTHENTICATED, FILE_LOST.
    """
    with services.engine.begin() as db:
        document = _opened(services, db, code, proof)
        file = _part(db, document, part)
    if file is None:
        raise InkpostError(Reason.NOT_FOUND, "The document has no such file", subject="file")
    return file, None if held == file.sha256 else services.blobs.get(file.sha256)


def unlock(services: Services, code: str, password: str, *, address: str) -> Proof | None:
    """Give the password of a link; nothing is to be proved where there is none.

    Raises NOT_FOUND, NOT_AUTHENTICATED, and TOO_MANY_REQUESTS (``passwords.Braked``) to who guesses.
    """
    with services.engine.begin() as db:
        document = _found(services, db, code)
    stored = document.public_password_hash
    if stored is None:
        return None
    keys = ((LINK_FROM_HERE, f"{code}\n{network_of(address)}"), (LINK, code))
    if not matches(services, password, stored, *keys):
        raise _locked("The password is wrong")
    expires_at = int(services.clock().timestamp()) + PROOF_SECONDS
    return Proof(f"{expires_at}.{_mac(services, code, stored, expires_at)}", PROOF_SECONDS)


def _found(services: Services, db: Connection, code: str) -> Document:
    known = _CODE.fullmatch(code) is not None
    document = public_links.open_document(db, code, services.clock()) if known else None
    if document is None:
        raise InkpostError(Reason.NOT_FOUND, "There is no such link", subject="link")
    return document


def _opened(services: Services, db: Connection, code: str, proof: str) -> Document:
    document = _found(services, db, code)
    stored = document.public_password_hash
    if stored is not None and not _proves(services, code, stored, proof):
        raise _locked("The password is missing")
    return document


def _locked(message: str) -> InkpostError:
    return InkpostError(Reason.NOT_AUTHENTICATED, message, subject="link")


def _proves(services: Services, code: str, stored: str, proof: str) -> bool:
    till, _, mac = proof.partition(".")
    if not till.isdecimal() or len(till) > 12 or int(till) <= services.clock().timestamp():
        return False
    return hmac.compare_digest(mac.encode("utf-8", "replace"), _mac(services, code, stored, int(till)).encode())


def _mac(services: Services, code: str, stored: str, expires_at: int) -> str:
    # The hash of the password is in it, so a new password ends every proof of the old one.
    key = hashlib.sha256(b"inkpost public links\0" + services.settings.secret_key).digest()
    return hmac.new(key, f"{code}|{stored}|{expires_at}".encode(), hashlib.sha256).hexdigest()


def _part(db: Connection, document: Document, part: str | int) -> StoredFile | None:
    if isinstance(part, int):
        there = document.converted_at is not None and 0 < part <= _MOST_PAGES
        return public_links.page(db, document.id, part) if there else None
    file_id = {"docx": document.file_id, "pdf": document.pdf_id}[part]
    return files.find(db, document.organization_id, file_id) if file_id is not None else None


def _record_view(services: Services, document: Document) -> None:
    now = services.clock()
    if document.viewed_at is None or document.viewed_at <= now - VIEW_EVERY:
        with services.engine.begin() as db:
            public_links.record_view(db, document.id, now, every=VIEW_EVERY)


def picture_of(services: Services, number: int, file: StoredFile) -> Picture:
    """A page by its number, as large as its PNG says."""
    try:
        width, height = _size(services.blobs.path(file.sha256))
    except OSError:  # the page still shows the others
        width, height = _A4
    return Picture(number, width, height)


@lru_cache(maxsize=20_000)
def _size(path: Path) -> tuple[int, int]:
    """Width and height out of a PNG's first bytes; contents never change under their name."""
    with path.open("rb") as file:
        header = _PNG.match(file.read(24))
    width, height = struct.unpack(">II", header[1]) if header else _A4
    return width, height
