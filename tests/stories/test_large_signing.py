"""A large PDF comes in over HTTP, is signed by two people and sealed, and comes out again: ``make large`` with 101 MB.

``INKPOST_LARGE_MB`` says how many megabytes it has; beyond the usual limit the server gets the setting that allows it.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pikepdf
import pytest

from inkpost.engines.sign.report import Verdict
from inkpost.engines.sign.trust import Trust
from inkpost.engines.sign.validation import check_pdf
from inkpost.operations import signing_lists, trust_keys
from inkpost.operations.kit import Services
from signing_worlds import PERSONAL, SEND, Office, fetched
from support import Served, start_server
from worlds import World, b64, new_world, services_of

MEGABYTES = int(os.environ.get("INKPOST_LARGE_MB", "5"))
BODY = 256 * 1024**2
SECONDS = 600


@pytest.fixture
def roomy(served: Served, services: Services, tmp_path: Path) -> Iterator[World]:
    """A world on the shared server while the file fits it, else on one whose setting lets it in."""
    if MEGABYTES < 40:
        yield new_world(served, services)
        return
    own = start_server(tmp_path / "roomy", environment={"INKPOST_MAX_BODY": str(BODY)})
    made = services_of(own)
    yield new_world(own, made)
    made.close()
    assert own.stop() == 0


def noisy_pdf(megabytes: int) -> bytes:
    """A PDF of pictures of noise, which nothing makes smaller."""
    noise = random.Random(4)
    with pikepdf.new() as document:
        for _ in range(megabytes):
            page = document.add_blank_page(page_size=(200, 200))
            picture = document.make_stream(
                noise.randbytes(1024**2),
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=1024,
                Height=1024,
                ColorSpace=pikepdf.Name.DeviceGray,
                BitsPerComponent=8,
            )
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Noise=picture))
            page.Contents = document.make_stream(b"q 200 0 0 200 0 0 cm /Noise Do Q")
        held = io.BytesIO()
        document.save(held, compress_streams=False)
        return held.getvalue()


def flat(value: Any, name: str) -> Iterator[tuple[str, str]]:
    """Nested parameters as the names of a form."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if pairs is None:
        yield name, str(value)
        return
    for key, inner in pairs:
        yield from flat(inner, f"{name}[{key}]")


def in_parts(office: Office, content: bytes) -> dict[str, Any]:
    """The document sent as a multipart body, its file as it is."""
    fields = office.fields(files=[{"fileName": "large.pdf", "fileType": "application/pdf"}])
    form = {**dict(flat(fields, "fields")), "auth": office.app.token}
    files = {"fields[files][0][fileContent]": ("large.pdf", content, "application/pdf")}
    url = f"{office.world.served.base_url}/rest/{SEND}"
    answer = httpx.post(url, data=form, files=files, timeout=SECONDS).json()
    assert "result" in answer, answer
    sent: dict[str, Any] = answer["result"]
    return sent


def in_json(office: Office, content: bytes) -> dict[str, Any]:
    """The document sent as JSON, its file in base64."""
    file = {"fileName": "large.pdf", "fileType": "application/pdf", "fileContent": b64(content)}
    body = json.dumps({"fields": office.fields(files=[file]), "auth": office.app.token})
    url = f"{office.world.served.base_url}/rest/{SEND}"
    answer = httpx.post(url, content=body, headers={"content-type": "application/json"}, timeout=SECONDS).json()
    assert "result" in answer, answer
    sent: dict[str, Any] = answer["result"]
    return sent


def most_memory(pid: int) -> dict[str, int]:
    """Of the processes under a server: the most memory that each has had, in MB."""
    found: dict[str, int] = {}
    with contextlib.suppress(OSError):  # some end meanwhile
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            found |= most_memory(int(child))
            lines = Path(f"/proc/{child}/status").read_text().splitlines()
            peak = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)
            program = Path(f"/proc/{child}/cmdline").read_bytes().replace(b"\0", b" ").decode()
            found[f"{child} {program[-40:].strip()}"] = peak // 1024
    return found


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("send", [in_json, in_parts], ids=["json", "multipart"])
def test_a_large_file_is_signed_sealed_and_fetched(roomy: World, send: Any) -> None:
    office, content = Office(roomy), noisy_pdf(MEGABYTES)
    assert len(content) > MEGABYTES * 1024**2
    began = time.monotonic()
    sent = send(office, content)
    came = time.monotonic() - began
    office.wait(sent, boss="ready", seconds=SECONDS)
    ready = time.monotonic() - began
    office.sign(sent, office.boss)
    office.wait(sent, worker="ready")
    office.sign(sent, office.worker)
    office.wait(sent, document="done", seconds=SECONDS)
    done = time.monotonic() - began
    row = office.of(office.worker)(PERSONAL, limit=1)[0]
    sealed = fetched(row["file_url"])
    assert sealed.status_code == 200
    kept = office.act(roomy.admin, signing_lists.signed_file, sent["uid"])[0]
    assert hashlib.sha256(sealed.content).digest() == kept.sha256
    roots = office.act(roomy.admin, trust_keys.roots)
    report = check_pdf(sealed.content, Trust(roots), at=roomy.services.clock())
    assert report.verdict is Verdict.VALID
    assert [each.intact for each in report.signatures] == [True]
    with pikepdf.open(io.BytesIO(sealed.content)) as document:
        assert len(document.pages) > MEGABYTES
        assert len(document.pages[0].Resources.XObject.Noise.read_bytes()) == 1024**2
    print(
        f"\n{len(content) / 1024**2:.0f} MB: in {came:.1f} s, ready {ready:.1f} s, sealed {done:.1f} s",
        most_memory(roomy.served.process.pid),
    )
