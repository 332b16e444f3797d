"""A DOCX taken apart and put together: limits on the way in, stored entries on the way out."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from inkpost.engines.convert.settings import ConversionFailed

Parts = dict[str, bytes]
CONTENT_TYPES = "[Content_Types].xml"
ROOT_RELATIONS = "_rels/.rels"
MAX_PARTS = 5000
ZIP_MAGIC = b"PK\x03\x04"
_OLE_MAGIC = b"\xd0\xcf\x11\xe0"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(slots=True)
class Budget:
    """What a package and the packages inside it may still unpack to, in bytes and parts."""

    left: int
    parts: int = MAX_PARTS

    def spend(self, size: int) -> None:
        self.left -= size
        self.parts -= 1
        if self.left < 0 or self.parts < 0:
            raise ConversionFailed("too_large", "The document unpacks to more than is allowed.")


def unpack(data: bytes, budget: Budget) -> Parts:
    """The parts of a Word package by name; raises ConversionFailed ``unreadable`` or ``too_large``."""
    if data.startswith(_OLE_MAGIC):
        raise unreadable("The document is protected with a password or is in the old .doc format.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {info.filename: _read(package, info, budget) for info in package.infolist() if _wanted(info)}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
        UnicodeError,
    ) as error:
        raise unreadable("The file is not a whole .docx package.") from error
    if CONTENT_TYPES not in parts or ROOT_RELATIONS not in parts:
        raise unreadable("The file is not a Word document.")
    return parts


def pack(parts: Parts) -> bytes:
    """A package that holds exactly these parts; stored, since its reader is on this machine."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name), data)
    return packed.getvalue()


def unreadable(message: str) -> ConversionFailed:
    return ConversionFailed("unreadable", message)


def _wanted(info: zipfile.ZipInfo) -> bool:
    """Folders are no parts; a mimetype or a manifest would make the package pass for another format."""
    return not info.is_dir() and info.filename != "mimetype" and not info.filename.startswith("META-INF/")


def _read(package: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> bytes:
    budget.spend(info.file_size)
    if info.flag_bits & 1 or info.compress_type not in _METHODS:
        raise unreadable("The package is encrypted or packed in an unknown way.")
    return package.read(info)
