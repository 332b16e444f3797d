"""What an attacker does to a signed file."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

from asn1crypto import cms
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NumberObject,
    StreamObject,
    pdf_name,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

_CONTENTS = re.compile(rb"/Contents <([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\] *")


def signature_in(pdf: bytes, number: int = 0) -> bytes:
    """The CMS of a signature, without the zeros behind it."""
    padded = bytes.fromhex(_CONTENTS.findall(pdf)[number].decode())
    return bytes(cms.ContentInfo.load(padded).dump())


def with_signature(pdf: bytes, der: bytes, number: int = 0) -> bytes:
    """The file with another CMS in the place of a signature."""
    found = list(_CONTENTS.finditer(pdf))[number]
    room = len(found[1])
    assert len(der) * 2 <= room, "the place is too small"
    return pdf[: found.start(1)] + der.hex().encode().ljust(room, b"0") + pdf[found.end(1) :]


def changed_signature(pdf: bytes, change: Callable[[cms.SignerInfo], None], number: int = 0) -> bytes:
    """The file with a signature whose signer's part was changed."""
    content = cms.ContentInfo.load(signature_in(pdf, number))
    info = content["content"]["signer_infos"][0]
    change(info)
    return with_signature(pdf, content.dump(), number)


def replaced(pdf: bytes, old: bytes, new: bytes) -> bytes:
    """The file with other bytes of the same number at the first such place."""
    assert old in pdf
    assert len(old) == len(new)
    return pdf.replace(old, new, 1)


def with_range(pdf: bytes, change: Callable[[list[int]], list[int]], number: int = 0) -> bytes:
    """The file with another /ByteRange."""
    found = list(_RANGE.finditer(pdf))[number]
    numbers = change([int(one) for one in found.groups()])
    text = f"/ByteRange [{' '.join(map(str, numbers))}]".encode().ljust(len(found[0]))
    return pdf[: found.start()] + text + pdf[found.end() :]


def updated(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The file with an update at its end."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    target = io.BytesIO()
    writer.write(target)
    assert target.getvalue().startswith(pdf)
    return target.getvalue()


def add_page(writer: IncrementalPdfFileWriter) -> None:
    page = DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Page"),
            pdf_name("/MediaBox"): ArrayObject([NumberObject(one) for one in (0, 0, 595, 842)]),
            pdf_name("/Resources"): DictionaryObject(),
        }
    )
    pages = writer.root["/Pages"]
    page[pdf_name("/Parent")] = writer.root.raw_get("/Pages")
    pages["/Kids"].append(writer.add_object(page))
    pages[pdf_name("/Count")] = NumberObject(int(pages["/Count"]) + 1)
    writer.update_container(pages)


def remove_page(writer: IncrementalPdfFileWriter) -> None:
    pages = writer.root["/Pages"]
    pages["/Kids"].pop()
    pages[pdf_name("/Count")] = NumberObject(int(pages["/Count"]) - 1)
    writer.update_container(pages)


def change_text(writer: IncrementalPdfFileWriter) -> None:
    """Another content for the first page, as shadow attacks replace objects."""
    page = writer.root["/Pages"]["/Kids"][0]
    page[pdf_name("/Contents")] = writer.add_object(StreamObject(stream_data=b"BT /F1 12 Tf 72 700 Td (EUR 9) Tj ET"))
    writer.update_container(page)


def cover_with_note(writer: IncrementalPdfFileWriter) -> None:
    """An annotation over the text."""
    page = writer.root["/Pages"]["/Kids"][0]
    shape = StreamObject(stream_data=b"1 g 0 0 500 100 re f")
    shape[pdf_name("/Type")] = pdf_name("/XObject")
    shape[pdf_name("/Subtype")] = pdf_name("/Form")
    shape[pdf_name("/BBox")] = ArrayObject([NumberObject(one) for one in (0, 0, 500, 100)])
    note = DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Stamp"),
            pdf_name("/Rect"): ArrayObject([FloatObject(one) for one in (50, 650, 550, 750)]),
            pdf_name("/F"): NumberObject(4),
            pdf_name("/AP"): DictionaryObject({pdf_name("/N"): writer.add_object(shape)}),
        }
    )
    annotations = page["/Annots"] if "/Annots" in page else ArrayObject()
    annotations.append(writer.add_object(note))
    page[pdf_name("/Annots")] = annotations
    writer.update_container(page)


def redraw_field(writer: IncrementalPdfFileWriter) -> None:
    """Another appearance for a field that is signed already."""
    field = writer.root["/AcroForm"]["/Fields"][0]
    shape = StreamObject(stream_data=b"0 g 0 0 100 100 re f")
    shape[pdf_name("/Type")] = pdf_name("/XObject")
    shape[pdf_name("/Subtype")] = pdf_name("/Form")
    shape[pdf_name("/BBox")] = ArrayObject([NumberObject(one) for one in (0, 0, 100, 100)])
    field[pdf_name("/AP")] = DictionaryObject({pdf_name("/N"): writer.add_object(shape)})
    field[pdf_name("/Rect")] = ArrayObject([NumberObject(one) for one in (50, 650, 550, 750)])
    writer.update_container(field)


def change_town(writer: IncrementalPdfFileWriter) -> None:
    """Another value in a field of the form."""
    field = next(one.get_object() for one in writer.root["/AcroForm"]["/Fields"] if one.get_object()["/T"] == "Town")
    field[pdf_name("/V")] = pdf_string("Oslo")
    writer.update_container(field)


def covered(pdf: bytes) -> tuple[int, int]:
    """Where the first signature's own place begins and ends."""
    found = _RANGE.search(pdf)
    assert found
    return int(found[2]), int(found[3])
