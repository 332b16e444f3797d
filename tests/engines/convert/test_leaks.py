"""LibreOffice fetches what a document names; from a stripped document, or behind its walls, it fetches nothing."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from engines.convert.leaks import SECRET, Listener, leaking, listening
from engines.convert.making import pdf_text
from inkpost.engines.convert import Converter, strip_external


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with listening() as listener:
        yield listener


@pytest.fixture(scope="module")
def documents(listener: Listener, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    secret = tmp_path_factory.mktemp("secret") / "secret.txt"
    secret.write_text(SECRET)
    return leaking(listener.url, secret.as_uri())


def openly(documents: dict[str, bytes], office: Path, folder: Path) -> None:
    """Convert with LibreOffice as it is installed: no walls, its own settings."""
    for name, data in documents.items():
        (folder / f"{name}.docx").write_bytes(data)
    sources = sorted(str(path) for path in folder.glob("*.docx"))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office.with_name("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def test_unstripped_documents_do_reach_the_listener(
    listener: Listener, documents: dict[str, bytes], office: Path, tmp_path: Path
) -> None:
    listener.asked.clear()
    openly({name: documents[name] for name in ("linked-picture", "picture-by-hyperlink", "header")}, office, tmp_path)
    assert set(listener.asked) == {"linked-picture", "picture-by-hyperlink", "header"}


def test_stripped_documents_reach_nobody_even_without_walls(
    listener: Listener, documents: dict[str, bytes], office: Path, tmp_path: Path
) -> None:
    listener.asked.clear()
    openly({name: strip_external(data) for name, data in documents.items()}, office, tmp_path)
    assert listener.asked == []
    for name in documents:
        shown = pdf_text((tmp_path / f"{name}.pdf").read_bytes())
        assert f"Shown {name}" in shown
        assert SECRET not in shown
        assert ("cached result" in shown) == name.startswith("field-")


def test_the_walls_alone_keep_documents_from_the_network_and_from_files(
    listener: Listener, documents: dict[str, bytes], converter: Converter, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not converter.isolation.network:
        pytest.skip("this system allows no namespace for the network")
    monkeypatch.setattr("inkpost.engines.convert.converter.strip_external", lambda docx, limit_bytes: docx)
    listener.asked.clear()
    for name in ("linked-picture", "header", "chunk-inner", "field-text"):
        assert SECRET not in pdf_text(converter.to_pdf(documents[name]))
    assert listener.asked == []
