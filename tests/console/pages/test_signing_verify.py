"""The public page that checks files, over HTTP: nobody is signed in."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
import zxingcpp

from console.signing_desks import Lobby
from inkpost.engines.sign import bounded, detached, walls
from inkpost.engines.sign.bounded import Question
from inkpost.faces.console.pages import signing_verify
from inkpost.operations import signing_checks, trust_keys
from inkpost.operations.kit import Work
from inkpost.operations.passwords import Braked
from inkpost.operations.signing_codes import code_of
from signings import encrypted_pdf, pdf
from support import clean_environment


@pytest.fixture
def stranger(lobby: Lobby) -> httpx.Client:
    """A browser that nobody signed in with."""
    return lobby.browser()


@pytest.fixture(scope="session")
def signed(office: Any, sealed: dict[str, Any]) -> bytes:
    """The sealed file."""
    lobby = Lobby(office)
    try:
        found: bytes = lobby.browser(office.world.admin).get(f"/sent/{sealed['uid']}/file/pdf").content
        return found
    finally:
        lobby.close()


def check(stranger: httpx.Client, content: bytes, signature: bytes = b"", **headers: str) -> httpx.Response:
    """Have a file checked."""
    files = {"file": ("any", content), **({"signature": ("any", signature)} if signature else {})}
    return stranger.post("/verify", files=files, headers=headers)


def verdict(answer: httpx.Response) -> str:
    """The page's verdict in a word."""
    found = re.search(r'role="status" class="verdict (\w+)"', answer.text)
    return found[1] if found else answer.text


def test_a_sealed_file_holds(stranger: httpx.Client, signed: bytes) -> None:
    before = datetime.now(UTC)
    answer = check(stranger, signed)
    assert verdict(answer) == "valid"
    assert "Everything holds" in answer.text
    judged = re.search(r'Judged as of <time datetime="([^"]+)">', answer.text)
    assert judged
    assert before - timedelta(minutes=1) <= datetime.fromisoformat(judged[1]) <= datetime.now(UTC)
    assert "Unchanged since it was signed" in answer.text
    assert "as a timestamp proves" in answer.text
    assert answer.text.count("Anna Schmidt") == 2  # who signed by a code stands in the records, not in the signature
    russian = check(stranger, signed, **{"accept-language": "ru"})
    assert "Всё верно" in russian.text
    assert "По состоянию на <time" in russian.text


def test_a_changed_byte_is_told(stranger: httpx.Client, signed: bytes) -> None:
    at = signed.index(b"/MediaBox") + 12
    changed = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
    answer = check(stranger, changed)
    assert verdict(answer) == "invalid"
    assert "The signed content was changed" in answer.text
    assert "Anna Schmidt" not in answer.text


def test_a_package_of_evidence(lobby: Lobby, stranger: httpx.Client, sealed: dict[str, Any]) -> None:
    package = lobby.browser(lobby.office.world.admin).get(f"/sent/{sealed['uid']}/file/evidence").content
    answer = check(stranger, package)
    assert verdict(answer) == "valid", answer.text
    assert answer.text.count("signed or approved") == 2
    assert "sealed the document" in answer.text
    cut = check(stranger, package[: len(package) // 2])
    assert cut.status_code == 400
    assert "The file cannot be read" in cut.text


def test_a_detached_signature(lobby: Lobby, stranger: httpx.Client) -> None:
    office = lobby.office

    def key(work: Work) -> Any:
        return trust_keys.company_seal(work, office.company)

    office.provider  # noqa: B018 - makes the seal
    made = detached.sign_detached(b"any file", office.act(office.world.admin, key)).der
    assert "The signed content was changed" in check(stranger, b"another", made).text
    answer = check(stranger, b"any file", made)
    assert verdict(answer) == "valid", answer.text
    assert "as the signer says" in answer.text
    assert check(stranger, b"any file", b"nothing").status_code == 400


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Choose a file."),
        (b"any text", "This is neither a PDF nor a package of evidence"),
        (b"%PDF-1.7 and nothing", "The file cannot be read"),
        (b"PK\x03\x04 and nothing", "The file cannot be read"),
        (encrypted_pdf(), "The PDF is encrypted."),
        (b"%PDF-1.7\n" + b"[" * 200_000, "The file cannot be read"),
    ],
)
def test_what_cannot_be_checked_says_why(stranger: httpx.Client, content: bytes, told: str) -> None:
    answer = check(stranger, content)
    assert answer.status_code == 400
    assert told in answer.text


def test_an_unsigned_pdf_carries_no_signature(stranger: httpx.Client) -> None:
    answer = check(stranger, pdf())
    assert verdict(answer) == "undecided"
    assert "This file carries no signature." in answer.text


def test_forms_of_others_and_bodies_that_are_none(stranger: httpx.Client) -> None:
    assert check(stranger, pdf(), **{"sec-fetch-site": "cross-site"}).status_code == 403
    for kind in ("", "multipart/form-data", "multipart/form-data; boundary=x", "application/json"):
        assert stranger.post("/verify", content=b"--y\r\n", headers={"content-type": kind}).status_code == 400
    parts = {f"f{number}": ("n", b"x") for number in range(30)}
    assert stranger.post("/verify", files=parts).status_code == 400
    asked = HTTPConnection(stranger.base_url.host, stranger.base_url.port or 80, timeout=60)
    with closing(asked):
        asked.putrequest("POST", "/verify")
        asked.putheader("content-length", str(signing_verify.MOST_BODY + 1))
        asked.endheaders()
        assert asked.getresponse().status == 413


def test_a_check_is_bounded() -> None:
    question = Question(pdf(), b"", (), (), datetime.now(UTC))
    assert bounded.check(question).verdict == "undecided"
    assert bounded.check(question, time_limit_s=0.05) == bounded.TOO_MUCH
    large = Question(pdf() + bytes(24 << 20), b"", (), (), datetime.now(UTC))
    assert bounded.check(large, memory=96 << 20) == bounded.TOO_MUCH
    assert bounded.check(large, time_limit_s=240) != bounded.TOO_MUCH


@pytest.mark.parametrize(("length", "verdict"), [(1, "valid"), (bounded.MOST_ANSWERED, "")])
def test_an_answer_is_bounded(length: int, verdict: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer, child = tmp_path / "answer", tmp_path / "child"
    answer.write_bytes(msgspec.msgpack.encode(bounded.Answer("valid", message="x" * length)))
    child.write_text(f"#!/bin/sh\ncat > {tmp_path}/question\ncat {answer}\n")
    child.chmod(0o700)
    monkeypatch.setattr(walls.sys, "executable", str(child))  # type: ignore[attr-defined]
    assert bounded.check(Question(b"x", b"", (), (), datetime.now(UTC))).verdict == verdict


def test_who_checks_reaches_nobody(stranger: httpx.Client) -> None:
    place = (stranger.base_url.host, stranger.base_url.port)
    asks = f"import socket; socket.create_connection({place}, 5); print('reached')"
    within = "from inkpost.engines.sign.walls import behind_walls; behind_walls(1 << 30, 60); "

    def run(code: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code], env=clean_environment(), capture_output=True, text=True, timeout=120
        )
        return done.stdout + done.stderr

    assert run(asks).strip() == "reached"
    assert "Error" in run(within + asks)
    assert "PermissionError" in run(within + "import subprocess; subprocess.run(['true'])")


def test_only_a_few_are_checked_at_once(lobby: Lobby) -> None:
    taken = [signing_checks._slots.acquire(timeout=1) for _ in range(signing_checks.AT_ONCE)]
    try:
        with pytest.raises(Exception, match="Too many files"):
            signing_checks.checked(lobby.office.world.services, pdf())
    finally:
        for _ in taken:
            signing_checks._slots.release()


def test_one_address_does_not_keep_the_others_waiting(lobby: Lobby) -> None:
    services, now = lobby.office.world.services, lobby.office.world.services.clock()
    services = replace(services, clock=lambda: now)
    for _ in range(services.settings.check_rate.one):
        signing_checks.admit(services, "192.0.2.78")
    with pytest.raises(Braked):
        signing_checks.admit(services, "192.0.2.78")
    signing_checks.admit(services, "192.0.2.79")


def qr_of(content: bytes) -> list[str]:
    """What the QR codes on a file's last page say, read from its picture as a camera would."""
    with pdfium.PdfDocument(content) as document:
        document.init_forms()  # the seal is a field
        picture = document[len(document) - 1].render(scale=2).to_pil()
    return [each.text for each in zxingcpp.read_barcodes(picture)]


def words_of(content: bytes, folder: Path) -> str:
    """The words of a file."""
    path = folder / "signed.pdf"
    path.write_bytes(content)
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def test_the_code_on_the_paper_leads_to_the_same_facts(
    stranger: httpx.Client, signed: bytes, sealed: dict[str, Any], tmp_path: Path
) -> None:
    (address,) = qr_of(signed)
    assert address.startswith(f"{stranger.base_url}".rstrip("/") + "/verify/")
    words = words_of(signed, tmp_path)
    assert address in words
    assert f"No. {sealed['uid']}" in words
    answer = stranger.get(address)
    assert verdict(answer) == "valid"
    assert "The file that is kept here is unchanged since it was sealed." in answer.text
    assert f'Number <span class="hash">{sealed["uid"]}</span>' in answer.text
    assert hashlib.sha256(signed).hexdigest() in answer.text
    assert answer.text.count("Anna Schmidt") == 2
    assert "A timestamp proves the time (level B-T)" in answer.text
    times = re.findall(r"datetime=\"(\S{19})", answer.text)
    assert len(times) == 3
    assert all(each[:10] in words for each in times)
    assert "A timestamp proves the time (level B-T)" in check(stranger, signed).text
    russian = stranger.get(address, headers={"accept-language": "ru"}).text
    assert "Время подтверждает метка времени (уровень B-T)" in russian


def test_a_code_tells_neither_the_file_nor_its_name(
    stranger: httpx.Client, signed: bytes, sealed: dict[str, Any]
) -> None:
    (address,) = qr_of(signed)
    text = stranger.get(address).text
    assert "test-pdf" not in text
    for tail in ("/file", "/pdf", ".pdf", "/", "/file/pdf"):
        assert stranger.get(address + tail).status_code == 404
    assert re.findall(r'(?:href|src|action)="(/[^"]*)"', text.partition("<main")[2]) == ["/verify"]


def test_a_kept_file_that_was_changed_is_told(lobby: Lobby, stranger: httpx.Client, signed: bytes) -> None:
    path = lobby.office.world.services.blobs.path(hashlib.sha256(signed).digest())
    (address,) = qr_of(signed)
    path.chmod(0o600)
    try:
        path.write_bytes(signed + b" ")
        answer = stranger.get(address)
    finally:
        path.write_bytes(signed)
    assert verdict(answer) == "invalid"
    assert "no longer kept here unchanged" in answer.text
    assert verdict(stranger.get(address)) == "valid"


def test_nobody_guesses_a_code(lobby: Lobby, stranger: httpx.Client, signed: bytes, sealed: dict[str, Any]) -> None:
    (address,) = qr_of(signed)
    code = address.rpartition("/")[2]
    page = lobby.browser(lobby.office.world.admin).get(f"/sent/{sealed['uid']}").text
    assert f'href="/verify/{code}"' in page
    sent = lobby.fresh().sent
    settings = lobby.office.world.services.settings
    unsealed = code_of(settings, sent["uid"])
    foreign = code_of(replace(settings, secret_key=b"another" * 8), sealed["uid"])
    wrong = code[:-1] + ("a" if code[-1] != "a" else "b")
    others = (wrong, code[:32], code[32:], code.upper(), sealed["uid"], "x", "a" * 5000, unsealed, foreign)
    answers = [stranger.get(f"/verify/{other}") for other in others]
    assert {each.status_code for each in answers} == {404}
    bodies = {re.sub(r"[0-9a-f]{16}", "", each.text) for each in answers}
    assert len(bodies) == 1, "an unsealed document's code and one that is none are told alike"
    assert stranger.get("/verify/").status_code == 404
