"""Pictures of the pages of a PDF."""

from __future__ import annotations

import math
import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from isal import isal_zlib

from inkpost.engines.convert.settings import ConversionFailed

MAX_PIXELS = 16_000_000
_POINTS_PER_INCH = 72
_LOCK = threading.Lock()  # PDFium is not thread-safe; packing the pixels needs no lock
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _COLOUR = 0, 2


def page_pictures(
    pdf: bytes, *, dpi: int = 150, max_pages: int = 200, max_pixels: int = MAX_PIXELS, max_bytes: int | None = None
) -> list[bytes]:
    """A PNG of each of the first ``max_pages`` pages, in greys where a page has no colour.

    A page of more than ``max_pixels`` at ``dpi`` is drawn smaller. Raises ConversionFailed ``unreadable``, and
    ``too_large`` for pictures of more than ``max_bytes`` together.
    """
    try:
        with _opened(pdf) as document:
            pictures: list[bytes] = []
            for number in range(min(len(document), max_pages)):
                pictures.append(_png(*_drawn(document, number, dpi, max_pixels)))
                if max_bytes is not None and sum(map(len, pictures)) > max_bytes:
                    raise ConversionFailed("too_large", "The pictures of the pages are too large.")
            return pictures
    except (pdfium.PdfiumError, ValueError, OverflowError) as error:  # the latter of pages without a size
        raise ConversionFailed("unreadable", "The PDF cannot be drawn.") from error


@contextmanager
def _opened(pdf: bytes) -> Iterator[pdfium.PdfDocument]:
    with _LOCK:
        document = pdfium.PdfDocument(pdf)
    try:
        yield document
    finally:
        with _LOCK:
            document.close()


def _drawn(document: pdfium.PdfDocument, number: int, dpi: int, max_pixels: int) -> tuple[bytes, int, int, int]:
    """The pixels of a page, its width and height, and the bytes of a row."""
    with _LOCK, closing(document[number]) as page:
        width, height = page.get_size()
        scale = dpi / _POINTS_PER_INCH
        scale *= min(1.0, math.sqrt(max_pixels / max(1.0, width * height * scale * scale)))
        with closing(page.render(scale=scale, rev_byteorder=True)) as bitmap:
            return bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride


def _png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """A PNG of rows of red, green and blue."""
    kind, size = _COLOUR, 3
    red = pixels[0::3]
    if stride == 3 * width and red == pixels[1::3] and red == pixels[2::3]:
        kind, size, pixels, stride = _GREY, 1, red, width
    view = memoryview(pixels)
    rows = (view[start : start + width * size] for start in range(0, height * stride, stride))
    lines = b"".join(part for row in rows for part in (b"\x00", row))
    header = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    # Level 1 of ISA-L takes a tenth of the time of zlib's for a tenth more bytes.
    body = isal_zlib.compress(lines, 1)
    return _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
