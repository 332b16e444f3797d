"""Small files that become large where somebody reads them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

_BLOCK = 16 << 20
_MODULUS = 65521


def bomb_pdf(inflated: int) -> bytes:
    """A PDF of a few KB: its only objects stand in a stream that is deflated twice, with so many bytes of blanks."""
    objects = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>"
    index = b"1 0 2 %d 3 %d " % (len(objects[0]) + 1, len(objects[0]) + len(objects[1]) + 2)
    packed = zlib.compress(_with_blanks(index + b" ".join((*objects, page)), inflated // _BLOCK), 9)
    body = b"%PDF-1.7\n"
    at = len(body)
    stream = b"<</Type/ObjStm/N 3/First %d/Filter[/FlateDecode/FlateDecode]/Length %d>>" % (len(index), len(packed))
    body += b"4 0 obj\n" + stream + b"\nstream\n" + packed + b"\nendstream\nendobj\n"
    rows = [(0, 0, 65535), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, at, 0), (1, len(body), 0)]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    own = b"<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Length %d>>" % len(table)
    end = b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + b"5 0 obj\n" + own + b"\nstream\n" + table + end


def _with_blanks(head: bytes, blocks: int) -> bytes:
    """The head and the blanks, deflated: one block of blanks is deflated and then repeated, which takes no time."""
    packer = zlib.compressobj(9)
    begun = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b" " * _BLOCK) + packer.flush(zlib.Z_FULL_FLUSH)
    return begun + block * blocks + b"\x03\x00" + struct.pack(">I", _checksum(head, blocks * _BLOCK))


def _checksum(head: bytes, blanks: int) -> int:
    """Adler-32 of the head and the blanks, by its formula."""
    started = zlib.adler32(head)
    low, high = started & 0xFFFF, started >> 16
    high += blanks * low + 32 * (blanks * (blanks + 1) // 2)
    return (high % _MODULUS) << 16 | (low + 32 * blanks) % _MODULUS


def grown(act: Callable[[], object]) -> int:
    """By how many bytes the memory of this very process grew at most while it acted."""
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    before = _status("VmRSS")
    act()
    return _status("VmHWM") - before


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))
