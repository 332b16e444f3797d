"""Drawing in a process of its own: whatever a PDF was made to do, the next one is drawn."""

from __future__ import annotations

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import psutil
import pytest
from PIL import Image

from inkpost.engines.convert import ConversionFailed, Drawer, page_pictures
from support import wait_for

LEVELS, REPEATS = 12, 12


def made(size: tuple[float, float] = (20, 30), pages: int = 1) -> bytes:
    """A PDF with empty pages of a size in points."""
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(100, 100)).MediaBox = pikepdf.Array([0, 0, *size])
    return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def endless() -> bytes:
    """A page of forms in forms, each drawing the next one many times: more to draw than anybody lives."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    form = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Form, "BBox": [0, 0, 200, 200]}
    inner = pdf.make_stream(b"0 0 200 200 re f", **form)
    for _ in range(LEVELS):
        outer = pdf.make_stream(b"/F Do " * REPEATS, **form)
        outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inner))
        inner = outer
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inner))
    page.Contents = pdf.make_stream(b"/F Do")
    return saved(pdf)


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    """One that does not wait for long."""
    drawer = Drawer(time_limit_s=10)
    yield drawer
    drawer.close()
    assert drawing_now() == []


def drawing_now() -> list[psutil.Process]:
    """The processes that draw for this one."""
    children = psutil.Process().children()
    return [each for each in children if each.status() != psutil.STATUS_ZOMBIE and "drawing" in str(each.cmdline())]


def size_of(picture: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(picture)).size


def shown(pictures: list[bytes]) -> list[tuple[str, tuple[int, int], bytes]]:
    """What pictures show; how they are packed is nobody's business."""
    opened = [Image.open(io.BytesIO(picture)) for picture in pictures]
    return [(each.mode, each.size, each.tobytes()) for each in opened]


def test_the_pictures_are_those_that_would_be_drawn_here(drawer: Drawer) -> None:
    pdfs = [made((20 + number, 30), pages=2) for number in range(6)]
    with ThreadPoolExecutor(3) as threads:
        drawn = [shown(pictures) for pictures in threads.map(drawer, pdfs)]
    assert drawn == [shown(page_pictures(pdf)) for pdf in pdfs]
    assert len(drawing_now()) <= 3


def test_what_takes_too_long_is_ended() -> None:
    drawer = Drawer(time_limit_s=1)
    with pytest.raises(ConversionFailed) as refused:
        drawer(endless())
    assert refused.value.code == "timeout"
    drawer.close()
    assert drawing_now() == []


def test_a_process_that_dies_takes_its_own_pdf_with_it_alone(drawer: Drawer) -> None:
    drawer.start()
    drawing_now()[0].kill()
    wait_for(lambda: not drawing_now(), what="its end")
    assert len(drawer(made())) == 1, "one that died while it had nothing to do is replaced"
    with ThreadPoolExecutor(1) as threads:
        (process,) = drawing_now()
        before = process.cpu_times().user
        lost = threads.submit(drawer, endless())
        wait_for(lambda: process.cpu_times().user > before + 0.2, what="the drawing")
        process.kill()
        with pytest.raises(ConversionFailed) as refused:
            lost.result()
    assert refused.value.code == "crashed"
    assert len(drawer(made())) == 1


def test_pages_without_number_and_without_measure_are_bounded(drawer: Drawer) -> None:
    assert len(drawer(made((1, 1), pages=10_000))) == 200
    for size in ((100_000, 100_000), (100_000, 0.01), (0, 0)):
        (picture,) = drawer(made(size))
        width, height = size_of(picture)
        assert 0 < width * height <= 16_100_000


def outcome(drawer: Drawer, pdf: bytes) -> str:
    """What became of a PDF of at most one page."""
    try:
        return "drawn" if len(drawer(pdf)) <= 1 else "too many"
    except ConversionFailed as refused:
        return refused.code


@pytest.mark.parametrize(
    "pdf",
    [
        b"%PDF-1.4\n%%EOF",
        made()[:-200],
        made().replace(b"startxref\n", b"startxref\n9"),
        made().replace(b"/Kids", b"/Kidz"),
        made((1e30, 1e30)),
    ],
)
def test_a_broken_pdf_is_drawn_or_refused(drawer: Drawer, pdf: bytes) -> None:
    assert outcome(drawer, pdf) in {"drawn", "unreadable"}
    assert len(drawer(made())) == 1
    assert len(drawing_now()) == 1, "the process that said so goes on"


def test_pictures_too_large_together_are_refused() -> None:
    with pytest.raises(ConversionFailed) as refused:
        page_pictures(made(pages=5), max_bytes=200)
    assert refused.value.code == "too_large"
