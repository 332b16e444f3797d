"""Pictures and stamps: where they come from, how large they are, and what the package says of them."""

from __future__ import annotations

import base64
import io
import re

import pytest
from PIL import Image

from engines.docx.making import cell, package, paragraph, row, table, text, tree, unzipped, zipped
from inkpost.engines.docx import FillOptions, Limits, compile_template
from inkpost.model.fields import FieldDescription, FieldKind, Source, Value

IMAGE, STAMP = FieldDescription(FieldKind.IMAGE), FieldDescription(FieldKind.STAMP)
FIELDS = {"Image": IMAGE, "Stamp": STAMP}
URL = "https://files.example/a.png"
EMU = 9525  # of a pixel at 96 dots an inch


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(target, kind, **options)
    return target.getvalue()


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


def filled(body: str, values: dict[str, Value], **options: object) -> bytes:
    return compile_template(package(body)).fill(values, FIELDS, FillOptions(**options))  # type: ignore[arg-type]


def media(data: bytes) -> dict[str, bytes]:
    return {name: part for name, part in unzipped(data).items() if name.startswith("word/media/")}


def extents(data: bytes, part: str = "word/document.xml") -> list[tuple[int, int]]:
    found = [e for e in tree(data, part).iter() if str(e.tag).endswith("}extent")]
    return [(int(e.get("cx", "")), int(e.get("cy", ""))) for e in found]


@pytest.mark.parametrize(
    "value",
    [encoded(picture()), "data:image/png;base64," + encoded(picture()), URL, ["a.png", encoded(picture())]],
    ids=["base64", "data URI", "URL", "name and base64"],
)
def test_a_picture_stands_in_place_of_its_placeholder(value: Value) -> None:
    made = filled(paragraph("a {Image} b"), {"Image": value}, pictures={URL: picture()})
    assert (text(made), list(media(made).values())) == ("a  b", [picture()])
    assert extents(made) == [(40 * EMU, 20 * EMU)]


def test_the_package_names_the_picture() -> None:
    made = unzipped(filled(paragraph("{Image}"), {"Image": encoded(picture())}))
    (name,) = [name for name in made if name.startswith("word/media/")]
    relation = re.search(rb'Id="(\w+)" Type="[^"]*/image" Target="/([^"]+)"', made["word/_rels/document.xml.rels"])
    assert relation is not None
    assert relation[2].decode() == name
    assert b'r:embed="' + relation[1] + b'"' in made["word/document.xml"]
    assert b'<Default Extension="png" ContentType="image/png"/>' in made["[Content_Types].xml"]


def test_a_header_has_relationships_of_its_own() -> None:
    data = package(paragraph("{Image}"), {"header1": paragraph("{Image}")})
    made = unzipped(compile_template(data).fill({"Image": encoded(picture())}, FIELDS))
    assert b"/image" in made["word/_rels/header1.xml.rels"]
    assert len([name for name in made if name.startswith("word/media/")]) == 1


def test_an_extension_that_means_something_else_is_overridden_by_part() -> None:
    content = unzipped(package(paragraph("{Image}")))
    content["[Content_Types].xml"] = content["[Content_Types].xml"].replace(
        b"<Override", b'<Default Extension="png" ContentType="image/x-odd"/><Override', 1
    )
    made = unzipped(compile_template(zipped(content)).fill({"Image": encoded(picture())}, FIELDS))
    assert re.search(rb'<Override PartName="/word/media/[^"]+" ContentType="image/png"/>', made["[Content_Types].xml"])


@pytest.mark.parametrize(("kind", "extension"), [("JPEG", "jpeg"), ("GIF", "gif"), ("BMP", "bmp"), ("WEBP", "png")])
def test_kinds_of_pictures(kind: str, extension: str) -> None:
    (name,) = media(filled(paragraph("{Image}"), {"Image": encoded(picture(kind))}))
    assert name.endswith(f".{extension}")


def test_resolution_counts() -> None:
    made = filled(paragraph("{Image}"), {"Image": encoded(picture(dpi=(192, 192)))})
    assert extents(made) == [(pytest.approx(20 * EMU, rel=0.01), pytest.approx(10 * EMU, rel=0.01))]


def test_a_picture_is_no_wider_than_the_text() -> None:
    margins = '<w:pgMar w:left="1000" w:right="1000" w:top="500" w:bottom="500"/>'
    section = f'<w:sectPr><w:pgSz w:w="6000" w:h="9000"/>{margins}</w:sectPr>'
    made = filled(paragraph("{Image}") + section, {"Image": encoded(picture(size=(1000, 500)))})
    assert extents(made) == [(4000 * 635, 2000 * 635)]


def test_a_picture_is_no_wider_than_its_cell() -> None:
    narrow = cell("{Image}", properties='<w:tcW w:w="1216" w:type="dxa"/>')
    made = filled(table(row(narrow)), {"Image": encoded(picture(size=(1000, 500)))})
    assert extents(made) == [(1000 * 635, 500 * 635)]


@pytest.mark.parametrize(
    "value",
    ["", None, "not a picture", "https://elsewhere.example/x.png", encoded(b"<svg/>"), "data:image/png,abc",
     5, "é" * 10, encoded(picture()[:40]), "data:text/html;base64," + encoded(b"<html>")],
)  # fmt: skip
def test_what_is_no_picture_comes_out_empty(value: Value) -> None:
    made = filled(paragraph("a{Image}b"), {"Image": value})
    assert (text(made), media(made), extents(made)) == ("ab", {}, [])


def test_a_picture_of_too_many_pixels_is_left_out() -> None:
    program = compile_template(package(paragraph("{Image}")), Limits(max_picture_pixels=500))
    assert media(program.fill({"Image": encoded(picture())}, FIELDS)) == {}


def test_a_picture_whose_header_lies_about_its_size_is_left_out() -> None:
    huge = bytearray(picture())
    huge[16:24] = (60_000).to_bytes(4, "big") * 2
    assert media(filled(paragraph("{Image}"), {"Image": encoded(bytes(huge))})) == {}


def test_stamps_are_shown_only_when_enabled() -> None:
    value: dict[str, Value] = {"Stamp": encoded(picture())}
    assert len(media(filled(paragraph("{Stamp}"), value, stamps_enabled=True))) == 1
    assert media(filled(paragraph("{Stamp}"), value, stamps_enabled=False)) == {}


def test_one_picture_used_often_is_stored_once_with_ids_of_its_own() -> None:
    made = filled(
        paragraph("{Image} {Stamp}") + paragraph("{Image}"),
        {"Image": URL, "Stamp": URL},
        pictures={URL: picture()},
    )
    ids = re.findall(rb'docPr id="(\d+)"', unzipped(made)["word/document.xml"])
    assert (len(media(made)), len(set(ids))) == (1, 3)


ROWS = table(row("{Name}", "{Image}"))
ROW_VALUES: dict[str, Value] = {
    "Table": [{"N": "a", "I": URL}, {"N": "b", "I": ""}, {"N": "c", "I": "HTTPS://x.example/B.png"}],
    "Name": "Table.Item.N",
    "Image": "Table.Item.I",
}
ROW_FIELDS = FIELDS | {"Table": FieldDescription(source=Source.LIST, item_name="Item")}


def test_pictures_in_rows() -> None:
    program = compile_template(package(ROWS))
    sources = program.picture_sources(ROW_VALUES, ROW_FIELDS)
    assert sources == (URL, "HTTPS://x.example/B.png")
    fetched = {sources[0]: picture(), sources[1]: picture("JPEG")}
    made = program.fill(ROW_VALUES, ROW_FIELDS, FillOptions(pictures=fetched))
    assert (len(media(made)), len(extents(made))) == (2, 2)


def test_only_pictures_the_template_shows_are_fetched() -> None:
    program = compile_template(package(paragraph("{Image} {Other}")))
    assert program.picture_sources({"Image": URL, "Other": URL + "2", "Stamp": URL + "3"}, FIELDS) == (URL,)


def test_whether_a_template_has_a_stamp_or_a_code() -> None:
    program = compile_template(package(paragraph("{Stamp} {DocumentQrCode}")))
    assert (program.has_stamp(FIELDS), program.has_stamp({}), program.has_qr) == (True, False, True)


def test_the_qr_code_of_a_document() -> None:
    program = compile_template(package(paragraph("{DocumentQrCode}")))
    made = program.fill({"DocumentQrCode": "ignored"}, {}, FillOptions(qr_text="https://docs.example/~abc"))
    (content,) = media(made).values()
    assert Image.open(io.BytesIO(content)).format == "PNG"
    assert text(program.fill({"DocumentQrCode": "ignored"})) == ""
    assert media(program.fill({}, {}, FillOptions(qr_text="x" * 10_000))) == {}


# pictures drawn in the template


def drawn(description: str, name: str = "Picture 1") -> str:
    size = 'cx="1000000" cy="1000000"'
    return (
        f"<w:r><w:drawing><wp:anchor><wp:extent {size}/>"
        f'<wp:docPr id="5" name="{name}" descr="{description}"/>'
        "<a:graphic><a:graphicData><pic:pic><pic:nvPicPr>"
        f'<pic:cNvPr id="5" name="{name}" descr="{description}"/></pic:nvPicPr><pic:blipFill>'
        '<a:blip r:embed="rIdOld"><a:extLst><a:ext uri="svg"/></a:extLst></a:blip>'
        '<a:srcRect l="5"/></pic:blipFill>'
        f"<pic:spPr><a:xfrm><a:ext {size}/></a:xfrm></pic:spPr></pic:pic></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing></w:r>"
    )


def test_a_drawn_placeholder_takes_the_picture_into_its_box() -> None:
    made = filled(paragraph(drawn("{Stamp}")), {"Stamp": encoded(picture())})
    xml = unzipped(made)["word/document.xml"]
    assert extents(made) == [(1_000_000, 500_000)]
    assert (b"rIdOld" in xml, b"extLst" in xml, b"srcRect" in xml, b"{Stamp}" in xml) == (
        False,
        False,
        False,
        False,
    )
    assert xml.count(b'cx="1000000" cy="500000"') == 2


def test_a_drawn_placeholder_may_be_named_by_the_pictures_name() -> None:
    program = compile_template(package(paragraph(drawn("", name="{Logo}"))))
    assert [(p.name, p.drawn, p.kind_hint) for p in program.placeholders] == [("Logo", True, FieldKind.IMAGE)]
    assert len(media(program.fill({"Logo": encoded(picture())}))) == 1


@pytest.mark.parametrize("value", [None, "", "no picture"])
def test_a_drawn_placeholder_without_a_picture_is_taken_out(value: Value) -> None:
    made = filled(paragraph("a", drawn("{Image}"), "b"), {"Image": value})
    assert (text(made), b"drawing>" in unzipped(made)["word/document.xml"]) == ("ab", False)


def test_drawn_placeholders_repeat_with_ids_of_their_own() -> None:
    program = compile_template(package(table(row(cell(paragraph("{Name}", drawn("{Image}")))))))
    made = program.fill(
        ROW_VALUES, ROW_FIELDS, FillOptions(pictures={URL: picture(), "HTTPS://x.example/B.png": picture()})
    )
    ids = re.findall(rb'docPr id="(\d+)"', unzipped(made)["word/document.xml"])
    assert (len(ids), len(set(ids)), len(extents(made))) == (2, 2, 2)


def test_pictures_without_a_placeholder_stay_as_they_are() -> None:
    made = filled(paragraph("{X}", drawn("A photo of {Stamp} and more")), {"Stamp": encoded(picture())})
    assert b'r:embed="rIdOld"' in unzipped(made)["word/document.xml"]


def test_text_in_an_attribute_that_looks_like_a_mark_is_left_alone() -> None:
    odd = drawn("ink-0123456789abcdef-embed").replace("Picture 1", "&lt;?ink s0?&gt;")
    made = unzipped(filled(paragraph("{X}", odd, "<?ink s0?>"), {"X": "shown"}))["word/document.xml"]
    assert made.count(b"shown") == 1
    assert b"ink-0123456789abcdef-embed" in made
