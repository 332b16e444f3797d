"""Reads a zip package within limits and writes one that copies untouched entries as they are."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from itertools import pairwise

from isal import isal_zlib

from inkpost.engines.docx.limits import DocxRefused, Limits

STORED, DEFLATED = 0, 8
ENCRYPTED_FLAG, STREAMED_FLAG, UTF8_FLAG = 0x1, 0x8, 0x800
EPOCH_DATE = 0x21  # 1980-01-01, so that the same input gives the same bytes

_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")


def damaged(what: str) -> DocxRefused:
    return DocxRefused("damaged", f"The file is damaged: {what}.")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the package; ``packed`` are its bytes as they lie in the zip."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    time: int
    date: int
    crc: int
    packed: bytes
    size: int


@dataclass(frozen=True, slots=True)
class _Central:
    name: str
    raw_name: bytes
    flags: int
    method: int
    time: int
    date: int
    crc: int
    packed_size: int
    size: int
    offset: int


def read_package(data: bytes, limits: Limits) -> tuple[Entry, ...]:
    """The entries of a zip, folders left out. Raises DocxRefused."""
    if len(data) > limits.max_package_bytes:
        raise DocxRefused("too_large", "The file is larger than a template may be.")
    centrals = _central_directory(data, limits)
    _refuse_duplicates(centrals)
    spans: list[tuple[int, int]] = []
    entries = []
    for central in centrals:
        start, end = _data_span(data, central)
        spans.append((central.offset, end))
        if not central.name.endswith("/"):
            entries.append(_entry(central, data[start:end]))
    _refuse_overlaps(spans)
    return tuple(entries)


def unpack(entry: Entry, limits: Limits) -> bytes:
    """The entry's content, never more than the limits whatever its header claims. Raises DocxRefused."""
    content = entry.packed if entry.method == STORED else _inflate(entry, limits)
    if len(content) != entry.size or zlib.crc32(content) != entry.crc:
        raise damaged(f"the checksum of {entry.name} is wrong")
    return content


def _inflate(entry: Entry, limits: Limits) -> bytes:
    cap = _cap(entry, limits)
    engine = zlib.decompressobj(-15)
    try:
        content = engine.decompress(entry.packed, cap + 1)
    except zlib.error as error:
        raise damaged(f"{entry.name} cannot be unpacked") from error
    if len(content) > cap:
        raise DocxRefused("zip_bomb", "The file unpacks to far more than its size allows.")
    if not engine.eof:
        raise damaged(f"{entry.name} is cut off")
    return content


def _cap(entry: Entry, limits: Limits) -> int:
    by_ratio = max(limits.ratio_floor, len(entry.packed) * limits.max_ratio)
    return min(limits.max_part_bytes, by_ratio)


def _central_directory(data: bytes, limits: Limits) -> list[_Central]:
    end = _end_record(data)
    _, disk, cd_disk, here, count, size, offset, _ = end
    if disk or cd_disk or here != count:
        raise damaged("it is split over several volumes")
    if count == 0xFFFF or offset == 0xFFFFFFFF or size == 0xFFFFFFFF:
        raise DocxRefused("too_large", "The file is larger than a template may be.")
    if count > limits.max_parts:
        raise DocxRefused("zip_bomb", "The file holds more parts than a document can need.")
    return _centrals(data, offset, count)


def _end_record(data: bytes) -> tuple[int, ...]:
    if data[:2] != b"PK":
        raise DocxRefused("not_docx", "The file is not a Word document (.docx).")
    position = data.rfind(b"PK\x05\x06", max(0, len(data) - 65557))
    if position < 0 or position + _END.size > len(data):
        raise damaged("its end is missing")
    return _END.unpack_from(data, position)


def _centrals(data: bytes, position: int, count: int) -> list[_Central]:
    found = []
    for _ in range(count):
        if position + _CENTRAL.size > len(data):
            raise damaged("its table of contents is cut off")
        record = _CENTRAL.unpack_from(data, position)
        if record[0] != b"PK\x01\x02":
            raise damaged("its table of contents is broken")
        name_size, extra_size, comment_size = record[10], record[11], record[12]
        start = position + _CENTRAL.size
        found.append(_central(record, data[start : start + name_size]))
        position = start + name_size + extra_size + comment_size
    return found


def _central(record: tuple[int, ...], raw_name: bytes) -> _Central:
    flags, method, time, date, crc, packed_size, size = record[3:10]
    if flags & (ENCRYPTED_FLAG | 0x40):
        raise DocxRefused("encrypted", "The file is protected with a password.")
    if method not in (STORED, DEFLATED):
        raise damaged("it is packed in an unknown way")
    name = _name(raw_name, flags)
    return _Central(name, raw_name, flags, method, time, date, crc, packed_size, size, record[16])


def _name(raw: bytes, flags: int) -> str:
    try:
        name = raw.decode("utf-8" if flags & UTF8_FLAG else "cp437")
    except UnicodeDecodeError as error:
        raise damaged("a name in it is unreadable") from error
    pieces = name.split("/")
    if not name or name.startswith("/") or "\\" in name or "\x00" in name or ".." in pieces or ":" in pieces[0]:
        raise DocxRefused("unsafe_name", "The file holds a part whose name leads out of the package.")
    return name


def _refuse_duplicates(centrals: list[_Central]) -> None:
    names = {central.name.lower() for central in centrals}
    if len(names) != len(centrals):
        raise damaged("two parts in it have the same name")


def _data_span(data: bytes, central: _Central) -> tuple[int, int]:
    if central.offset + _LOCAL.size > len(data):
        raise damaged(f"{central.name} is missing")
    record = _LOCAL.unpack_from(data, central.offset)
    if record[0] != b"PK\x03\x04":
        raise damaged(f"{central.name} is missing")
    start = central.offset + _LOCAL.size + record[9] + record[10]
    end = start + central.packed_size
    if end > len(data):
        raise damaged(f"{central.name} is cut off")
    return start, end


def _refuse_overlaps(spans: list[tuple[int, int]]) -> None:
    ordered = sorted(spans)
    for (_, end), (start, _) in pairwise(ordered):
        if start < end:
            raise DocxRefused("zip_bomb", "Parts of the file overlap, as no honest document's do.")


def _entry(central: _Central, packed: bytes) -> Entry:
    return Entry(
        name=central.name,
        raw_name=central.raw_name,
        flags=central.flags & UTF8_FLAG,
        method=central.method,
        time=central.time,
        date=central.date,
        crc=central.crc,
        packed=packed,
        size=central.size,
    )


def pack(name: str, content: bytes, level: int) -> Entry:
    """A new entry with ``content`` deflated by ISA-L at ``level`` (0–3)."""
    raw_name = name.encode("utf-8")
    flags = 0 if raw_name.isascii() else UTF8_FLAG
    engine = isal_zlib.compressobj(level, isal_zlib.DEFLATED, -15)
    packed = engine.compress(content) + engine.flush()
    crc = isal_zlib.crc32(content)
    return Entry(name, raw_name, flags, DEFLATED, 0, EPOCH_DATE, crc, packed, len(content))


def store(name: str, content: bytes) -> Entry:
    """A new entry that is not compressed: for pictures, which are already."""
    raw_name = name.encode("utf-8")
    crc = isal_zlib.crc32(content)
    return Entry(name, raw_name, 0, STORED, 0, EPOCH_DATE, crc, content, len(content))


def write_package(entries: list[Entry]) -> bytes:
    """The zip of these entries, in this order."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for entry in entries:
        local = _local_header(entry)
        pieces += (local, entry.packed)
        directory.append(_central_header(entry, offset))
        offset += len(local) + len(entry.packed)
    tail = b"".join(directory)
    pieces += (tail, _END.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), len(tail), offset, 0))
    return b"".join(pieces)


def _local_header(entry: Entry) -> bytes:
    numbers = (entry.crc, len(entry.packed), entry.size, len(entry.raw_name), 0)
    stamp = (entry.flags, entry.method, entry.time, entry.date)
    return _LOCAL.pack(b"PK\x03\x04", 20, *stamp, *numbers) + entry.raw_name


def _central_header(entry: Entry, offset: int) -> bytes:
    numbers = (entry.crc, len(entry.packed), entry.size, len(entry.raw_name), 0, 0, 0, 0, 0, offset)
    stamp = (entry.flags, entry.method, entry.time, entry.date)
    return _CENTRAL.pack(b"PK\x01\x02", 20, 20, *stamp, *numbers) + entry.raw_name
