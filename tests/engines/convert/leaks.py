"""Documents that try to make their reader fetch something, each in its own way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from engines.convert.making import (
    NAMESPACES,
    WORD,
    field,
    instruction,
    mark,
    package,
    paragraph,
    picture,
    relation,
    relationships,
    text,
)

SECRET = "XyzzySecretOfThisMachine"
_VML = '<w:r><w:pict><v:shape id="s" style="width:50pt;height:50pt">{}</v:shape></w:pict></w:r>'


class Listener:
    """A web server on the loopback that notes every path it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path.strip("/").split("/")[0])
                self.send_response(404)
                self.end_headers()

            do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@contextmanager
def listening() -> Iterator[Listener]:
    listener = Listener()
    thread = Thread(target=listener.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield listener
    finally:
        listener.server.shutdown()
        listener.server.server_close()
        thread.join()


def leaking(web: str, secret_text: str) -> dict[str, bytes]:
    """Documents by the way they leak; ``web`` is a listener, ``secret_text`` the URL of a text file with SECRET.

    Every document shows its own name in plain text, so that a PDF tells that the rest of it survived.
    """
    made: dict[str, bytes] = {}

    def add(name: str, *runs: str, relations: str = "", **more: object) -> None:
        made[name] = package(paragraph(text(f"Shown {name}"), *runs), relations=relations, **more)  # type: ignore[arg-type]

    def linked(name: str, kind: str = "image") -> str:
        return relation("rId9", kind, f"{web}/{name}/x.png", external=True)

    add("linked-picture", picture('r:link="rId9"'), relations=linked("linked-picture"))
    add("embedded-as-external", picture('r:embed="rId9"'), relations=linked("embedded-as-external"))
    add("picture-by-hyperlink", picture('r:link="rId9"'), relations=linked("picture-by-hyperlink", "hyperlink"))
    add("embed-by-hyperlink", picture('r:embed="rId9"'), relations=linked("embed-by-hyperlink", "hyperlink"))
    add("vml-id", _VML.format('<v:imagedata r:id="rId9"/>'), relations=linked("vml-id"))
    add("vml-href", _VML.format('<v:imagedata r:href="rId9"/>'), relations=linked("vml-href"))
    add("vml-src", _VML.format(f'<v:imagedata src="{web}/vml-src/x.png"/>'))
    add("vml-fill", _VML.format(f'<v:fill type="frame" src="{web}/vml-fill/x.png" o:href="{web}/vml-fill/y.png"/>'))
    for name in ("INCLUDEPICTURE", "includetext", "INCLUDE", "IMPORT", "RD", "LINK Word.Document.8", "DDEAUTO Word"):
        key = "field-" + name.split()[0].lower()
        add(key, field(f' {name} "{web}/{key}/x.png" \\* MERGEFORMAT ', shows=text("cached result")))
    add("field-split", field(" INCLUDE", "PICT", f'URE "{web}/field-split/x.png" \\d ', shows=text("cached result")))
    simple = f'<w:fldSimple w:instr=" INCLUDEPICTURE &quot;{web}/field-simple/x.png&quot; \\d ">{text("cached result")}'
    add("field-simple", simple + "</w:fldSimple>")
    add("field-text", field(f' INCLUDETEXT "{secret_text}" ', shows=text("cached result")))
    inner = field(" QUOTE PICT ", shows=text("PICTURE"))
    nested = mark("begin") + instruction(" INCLUDE") + inner + instruction(f' "{web}/field-nested/x.png" ')
    add("field-nested", nested + mark("separate") + text("cached result") + mark("end"))
    _add_parts(made, web, secret_text)
    return made


def _add_parts(made: dict[str, bytes], web: str, secret_text: str) -> None:
    def add(name: str, body: str, relations: str, parts: dict[str, str | bytes], overrides: str = "") -> None:
        shown = paragraph(text(f"Shown {name}"))
        made[name] = package(shown + body, relations=relations, parts=parts, overrides=overrides)

    template = relationships(relation("rId1", "attachedTemplate", f"{web}/template/x.dotx", external=True))
    settings = f'<w:settings {NAMESPACES}><w:attachedTemplate r:id="rId1"/><w:linkStyles/></w:settings>'
    override = f'<Override PartName="/word/settings.xml" ContentType="{WORD}.settings+xml"/>'
    parts: dict[str, str | bytes] = {"word/settings.xml": settings, "word/_rels/settings.xml.rels": template}
    add("template", "", relation("rId1", "settings", "settings.xml"), parts, override)

    for mode in ("chunk-external", "sub-document"):
        kind, element = ("aFChunk", "altChunk") if mode == "chunk-external" else ("subDocument", "subDoc")
        outside = relation("rId9", kind, f"{web}/{mode}/x.docx", external=True)
        add(mode, f'<w:{element} r:id="rId9"/>', outside, {})
    inner = package(
        paragraph(picture('r:link="rId1"'), text("Shown by the chunk")),
        relations=relation("rId1", "image", f"{web}/chunk-inner/x.png", external=True),
    )
    add(
        "chunk-inner",
        '<w:altChunk r:id="rId9"/>',
        relation("rId9", "aFChunk", "inner.docx"),
        {"word/inner.docx": inner},
    )

    svg = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="99" height="99">'
    svg += f'<image width="9" height="9" xlink:href="{web}/svg/x.png"/><rect width="9" height="9"/></svg>'
    add(
        "svg", paragraph(picture('r:embed="rId9"')), relation("rId9", "image", "media/a.svg"), {"word/media/a.svg": svg}
    )

    ole = '<w:r><w:object><v:shape id="o" style="width:9pt;height:9pt"/><o:OLEObject Type="Link" ShapeID="o"'
    ole += ' ProgID="Word.Document.12" r:id="rId9" UpdateMode="Always"/></w:object></w:r>'
    add("ole-link", paragraph(ole), relation("rId9", "oleObject", f"{web}/ole-link/x.docx", external=True), {})

    fonts = f'<w:fonts {NAMESPACES}><w:font w:name="Far"><w:embedRegular r:id="rId1"/></w:font></w:fonts>'
    far = relationships(relation("rId1", "font", f"{web}/font/x.odttf", external=True))
    override = f'<Override PartName="/word/fontTable.xml" ContentType="{WORD}.fontTable+xml"/>'
    parts = {"word/fontTable.xml": fonts, "word/_rels/fontTable.xml.rels": far}
    add("font", "", relation("rId1", "fontTable", "fontTable.xml"), parts, override)

    shown = paragraph(picture('r:link="rId1"'))
    header = f"<w:hdr {NAMESPACES}>{shown}</w:hdr>"
    link = relationships(relation("rId1", "image", f"{web}/header/x.png", external=True))
    override = f'<Override PartName="/word/header1.xml" ContentType="{WORD}.header+xml"/>'
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId9"/></w:sectPr>'
    parts = {"word/header1.xml": header, "word/_rels/header1.xml.rels": link}
    add("header", section, relation("rId9", "header", "header1.xml"), parts, override)

    shown = paragraph(text("Shown utf-16"), picture('r:link="rId9"'))
    body = f"<w:document {NAMESPACES}><w:body>{shown}</w:body></w:document>"
    parts = {"word/document.xml": f'<?xml version="1.0" encoding="UTF-16"?>{body}'.encode("utf-16")}
    add("utf-16", "", relation("rId9", "image", f"{web}/utf-16/x.png", external=True), parts)
