"""Turns picture values into checked picture files, and writes the drawings that show them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import segno
from PIL import Image

from inkpost.engines.docx.limits import Limits
from inkpost.model.fields import Value

EMU_PER_INCH = 914_400
QR_EMU = 1_000_000
_TYPES = {
    "PNG": ("png", "image/png"),
    "JPEG": ("jpeg", "image/jpeg"),
    "MPO": ("jpeg", "image/jpeg"),
    "GIF": ("gif", "image/gif"),
    "BMP": ("bmp", "image/bmp"),
}
_READABLE = ("PNG", "JPEG", "GIF", "BMP", "WEBP")


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture as it goes into the package; ``width`` and ``height`` are its natural size in EMU."""

    content: bytes
    extension: str
    content_type: str
    width: int
    height: int
    digest: str


def is_url(value: Value) -> bool:
    return isinstance(value, str) and value[:8].lower().startswith(("http://", "https://"))


def url_of(value: Value) -> str | None:
    """The address a picture value names, if it is one."""
    return value.strip() if isinstance(value, str) and is_url(value.strip()) else None


def picture_bytes(value: Value, fetched: Mapping[str, bytes], limits: Limits) -> bytes | None:
    """The bytes of a picture value: from its URL, a data URI, base64 or ``[name, base64]``."""
    if isinstance(value, Sequence) and not isinstance(value, str) and len(value) == 2:
        value = value[1]
    if not isinstance(value, str):
        return None
    url = url_of(value)
    if url is not None:
        return fetched.get(url)
    return _decoded(value, limits)


def _decoded(text: str, limits: Limits) -> bytes | None:
    if text[:5].lower() == "data:":
        head, _, text = text.partition(",")
        if not head.lower().endswith(";base64"):
            return None
    if len(text) > limits.max_picture_bytes * 2:
        return None
    try:
        return base64.b64decode("".join(text.split()), validate=True) or None
    except (binascii.Error, ValueError):
        return None


def read_picture(content: bytes | None, limits: Limits) -> PictureFile | None:
    """The picture in these bytes; none when it is too large or of a kind Word cannot show."""
    if not content or len(content) > limits.max_picture_bytes:
        return None
    try:
        return _read(content, limits)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None


def _read(content: bytes, limits: Limits) -> PictureFile | None:
    with Image.open(io.BytesIO(content), formats=_READABLE) as image:
        width, height = image.size
        if not 0 < width * height <= limits.max_picture_pixels:
            return None
        across, down = _resolution(image)
        if image.format not in _TYPES:
            content = _as_png(image)
        extension, kind = _TYPES.get(image.format or "", _TYPES["PNG"])
        if image.format in _TYPES:
            image.verify()
    size = (max(1, round(width * EMU_PER_INCH / across)), max(1, round(height * EMU_PER_INCH / down)))
    return PictureFile(content, extension, kind, *size, hashlib.sha256(content).hexdigest())


def _resolution(image: Image.Image) -> tuple[float, float]:
    given = image.info.get("dpi")
    if not isinstance(given, tuple) or len(given) != 2:
        return 96.0, 96.0
    across, down = (float(number) for number in given)
    return (across, down) if 20 <= across <= 2400 and 20 <= down <= 2400 else (96.0, 96.0)


def _as_png(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.convert("RGBA" if "A" in image.getbands() else "RGB").save(target, "PNG")
    return target.getvalue()


def qr_picture(text: str) -> PictureFile | None:
    """A QR code of the text as a PNG; none when the text is too long for one."""
    target = io.BytesIO()
    try:
        segno.make(text, micro=False, error="m").save(target, kind="png", scale=8, border=2)
    except segno.DataOverflowError:
        return None
    content = target.getvalue()
    return PictureFile(content, "png", "image/png", QR_EMU, QR_EMU, hashlib.sha256(content).hexdigest())


def fitted(width: int, height: int, box_width: int, box_height: int, *, grow: bool = False) -> tuple[int, int]:
    """The size within the box that keeps the proportions; never larger than natural unless it may grow."""
    scale = min(box_width / width, box_height / height)
    if scale > 1 and not grow:
        scale = 1.0
    return max(1, round(width * scale)), max(1, round(height * scale))


_DRAWING = (
    '<{p}drawing><wp:inline xmlns:wp="{wp}" distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="{id}" name="Picture {id}"/>'
    '<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{a}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
    '<a:graphic xmlns:a="{a}"><a:graphicData uri="{pic}"><pic:pic xmlns:pic="{pic}">'
    '<pic:nvPicPr><pic:cNvPr id="{id}" name="Picture {id}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip xmlns:r="{r}" r:embed="{rel}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></{p}drawing>"
)
_TRANSITIONAL = {
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_STRICT = {
    "wp": "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
    "a": "http://purl.oclc.org/ooxml/drawingml/main",
    "pic": "http://purl.oclc.org/ooxml/drawingml/picture",
    "r": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def drawing(prefix: str, relation: str, size: tuple[int, int], number: int, *, strict: bool) -> str:
    """The inline drawing of a picture, to stand beside a ``w:t`` in a run."""
    names = _STRICT if strict else _TRANSITIONAL
    return _DRAWING.format(p=prefix, cx=size[0], cy=size[1], id=number, rel=relation, **names)
