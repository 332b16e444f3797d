"""Pictures of pages: sizes, colours, limits."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest
from PIL import Image

from inkpost.engines.convert import ConversionFailed, page_pictures

A4 = (595, 842)


def made(*pages: tuple[tuple[int, int], str]) -> bytes:
    """A PDF with pages of a size in points, painted with these drawing commands."""
    pdf = pikepdf.new()
    for size, commands in pages:
        pdf.add_blank_page(page_size=size).Contents = pdf.make_stream(commands.encode())
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def opened(picture: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(picture))
    image.load()
    return image


def test_a_picture_of_each_page_in_the_asked_resolution() -> None:
    pictures = page_pictures(made((A4, ""), ((200, 100), "")), dpi=144)
    assert [opened(picture).size for picture in pictures] == [(1190, 1684), (400, 200)]


def test_a_page_without_colour_is_kept_in_greys() -> None:
    grey, colour = page_pictures(made(((10, 10), "0.5 g 0 0 5 10 re f"), ((10, 10), "1 0 0 rg 0 0 5 10 re f")), dpi=72)
    assert (opened(grey).mode, opened(colour).mode) == ("L", "RGB")
    assert (opened(grey).getpixel((2, 2)), opened(grey).getpixel((8, 8))) == (128, 255)
    assert (opened(colour).getpixel((2, 2)), opened(colour).getpixel((8, 8))) == ((255, 0, 0), (255, 255, 255))


@pytest.mark.parametrize("width", range(7, 15))
def test_rows_of_any_length_come_out_whole(width: int) -> None:
    (picture,) = page_pictures(made(((width, 9), f"0 0 1 rg {width - 1} 0 1 9 re f")), dpi=72)
    image = opened(picture)
    assert image.size == (width, 9)
    assert {image.getpixel((width - 1, row)) for row in range(9)} == {(0, 0, 255)}
    assert {image.getpixel((width - 2, row)) for row in range(9)} == {(255, 255, 255)}


def test_only_so_many_pages_are_drawn() -> None:
    assert len(page_pictures(made(*[((10, 10), "")] * 5), max_pages=3)) == 3


def test_a_huge_page_is_drawn_smaller() -> None:
    (picture,) = page_pictures(made(((14000, 7000), "")), dpi=150, max_pixels=1_000_000)
    width, height = opened(picture).size
    assert width * height <= 1_010_000
    assert width == pytest.approx(2 * height, rel=0.01)


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.4\n%%EOF"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(ConversionFailed) as refused:
        page_pictures(data)
    assert refused.value.code == "unreadable"


def test_threads_get_their_own_pictures() -> None:
    pdfs = [made(((20 + number, 30), "")) for number in range(40)]
    with ThreadPoolExecutor(8) as threads:
        pictures = list(threads.map(lambda pdf: page_pictures(pdf, dpi=72)[0], pdfs))
    assert [opened(picture).size[0] for picture in pictures] == [20 + number for number in range(40)]
