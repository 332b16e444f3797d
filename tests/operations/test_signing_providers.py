"""How members sign: by a code out of a letter, with a key of their own, with a signature made elsewhere."""

from __future__ import annotations

import socket
import ssl
import subprocess
from email.message import Message
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from aiosmtpd.handlers import Message as Keeping
from aiosmtpd.smtp import AuthResult
from sqlalchemy import text

from authorities import Authority, openssl, write_pem
from inkpost import config
from inkpost.config import SettingFault
from inkpost.engines.sign import detached
from inkpost.engines.sign import files as pdf_files
from inkpost.engines.sign.certificates import Naming
from inkpost.engines.sign.levels import Level
from inkpost.engines.sign.pades import Signed
from inkpost.engines.sign.report import Verdict
from inkpost.engines.sign.trust import Trust
from inkpost.engines.sign.validation import check_pdf
from inkpost.errors import InkpostError, Reason
from inkpost.model.signatures import ProviderKind, Role
from inkpost.model.trust import Purpose
from inkpost.operations import signing, signing_members, signing_providers, trust, trust_keys
from inkpost.operations.kit import Work
from inkpost.operations.signing import Proof, Standing
from inkpost.operations.signing_providers import Early
from inkpost.operations.trust_stamping import own_stamp
from inkpost.store import credentials
from inkpost.store.mail import Letter, MailFailed, MailServer, Outbox, mailer_of
from mailservers import OnAnyPort, port_of
from signings import House, pdf

PIN = "pin-417"
LETTER = Letter("anna@example.test", "Вам документ", "Guten Tag,\nhttps://sign.example.test/sign/1\n")


def sent(house: House, kind: ProviderKind) -> tuple[Standing, int, int]:
    """A document with its representative and its employee."""
    boss, worker = house.person("boss", address=False), house.person("worker", address=False)
    return house.send((worker, Role.SIGNER), (boss, Role.ASSIGNEE), kind=kind), boss, worker


def refusal(house: House, user: int, *args: Any) -> InkpostError:
    """The refusal of an attempt to sign."""
    with pytest.raises(InkpostError) as raised:
        house.act(user, signing_members.sign, *args)
    return raised.value


def test_keys_of_ones_own_sign_one_over_the_other(house: House) -> None:
    document, boss, worker = sent(house, ProviderKind.CERTIFICATE)
    uid = house.read(document, boss)
    assert refusal(house, boss, uid, Proof()).reason is Reason.PARAMETER_MISSING
    assert refusal(house, boss, uid, Proof(pin=PIN)).subject == "certificate"
    house.act(boss, trust.make_own, PIN)
    assert refusal(house, boss, uid, Proof(pin="wrong-pin")).subject == "pin"
    house.act(boss, signing_members.sign, uid, Proof(pin=PIN))
    first = house.act(boss, signing_members.content, uid)[1]
    before = house.act(boss, signing_members.original, uid)[1]
    assert first.startswith(before)
    house.act(worker, trust.make_own, PIN)
    house.act(worker, signing_members.sign, house.read(document, worker), Proof(pin=PIN))
    house.seal(document)
    last = house.act(boss, signing_members.content, uid)[1]
    assert last.startswith(first)
    assert last.count(b"/ByteRange") == 3
    assert house.act(worker, signing_members.original, house.uid(document, worker))[1] == before
    shown = flattened(last)
    for told in ("Boss Test", "Worker Test", "for the company", "employee", "Sealed: everyone has signed"):
        assert told in shown
    with house.services.engine.begin() as db:
        caller = credentials.caller_as_user(db, house.organization_id, boss)
        assert caller is not None
        roots = trust_keys.roots(Work(house.services, caller, db))
    report = check_pdf(last, Trust(roots), at=house.now)
    assert (report.verdict, len(report.signatures)) == (Verdict.VALID, 3)


def test_what_strangers_made_is_not_read_in_this_process(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the PDF, for a signature and the seal, nor a signature that was made elsewhere."""
    document, boss, worker = sent(house, ProviderKind.CERTIFICATE)
    there = House(house.services)
    other, boss_there, _ = sent(there, ProviderKind.EXTERNAL)
    for each in (boss, worker):
        house.act(each, trust.make_own, PIN)
    content = there.act(boss_there, signing_members.original, there.read(other, boss_there))[1]
    made = detached.sign_detached(content, Authority().issue(Purpose.PERSON, Naming("Boss Test"))).der

    def burst(*args: Any, **more: Any) -> None:
        raise AssertionError("a stranger's file was read in this process")

    with monkeypatch.context() as patched:
        patched.setattr(pdf_files, "PdfFileReader", burst)
        patched.setattr(detached, "signed_data_of", burst)
        for each in (boss, worker):
            house.act(each, signing_members.sign, house.read(document, each), Proof(pin=PIN))
        house.seal(document)
        there.act(boss_there, signing_members.sign, there.read(other, boss_there), Proof(signature=made))
    assert house.states(document)[0] == "done"
    assert there.states(other)[1][boss_there] == "signed"


def flattened(content: bytes) -> str:
    """The text of a PDF with what its fields show."""
    document = pypdfium2.PdfDocument(content)
    document.init_forms()
    try:
        for page in document:
            page.flatten()
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_two_who_sign_at_once_both_stay(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    boss, one, two = (house.person(name) for name in ("boss", "one", "two"))
    document = house.send((one, Role.SIGNER), (two, Role.SIGNER), (boss, Role.ASSIGNEE), kind=ProviderKind.CERTIFICATE)
    for each in (boss, one, two):
        house.act(each, trust.make_own, PIN)
    house.act(boss, signing_members.sign, house.read(document, boss), Proof(pin=PIN))
    uids = {each: house.read(document, each) for each in (one, two)}
    real, stamps = signing_members.held_by_member, []

    class Slow:
        """While an authority is asked, which may take long, nobody waits for the document."""

        def stamp(self, digest: bytes) -> bytes:
            with house.services.engine.begin() as db:
                query = "select id from sign_documents where id = :d for update nowait"
                stamps.append(db.execute(text(query), {"d": document.document.id}).scalar_one())
            return own_stamp(house.services, digest)

    monkeypatch.setattr(trust_keys, "stamper", lambda *args: Slow())

    def meanwhile(*args: Any) -> Any:
        monkeypatch.setattr(signing_members, "held_by_member", real)
        house.act(two, signing_members.sign, uids[two], Proof(pin=PIN))
        return real(*args)

    monkeypatch.setattr(signing_members, "held_by_member", meanwhile)
    house.act(one, signing_members.sign, uids[one], Proof(pin=PIN))
    assert len(stamps) == 3, "two, and one of them once more"
    house.seal(document)
    assert house.act(one, signing_members.content, uids[one])[1].count(b"/ByteRange") == 4


def test_who_is_always_slower_is_told_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    document, boss, _ = sent(house, ProviderKind.CERTIFICATE)
    house.act(boss, trust.make_own, PIN)
    uid = house.read(document, boss)
    monkeypatch.setattr(signing_providers, "looked_at", lambda *args: Early(0, Signed(b"", Level.B, "x")))
    refused = refusal(house, boss, uid, Proof(pin=PIN))
    assert (refused.reason, refused.subject) == (Reason.CONFLICT, "file")
    monkeypatch.undo()
    house.act(boss, signing_members.sign, uid, Proof(pin=PIN))


def test_a_signature_made_elsewhere_is_kept_and_what_cannot_be_verified_is_marked(house: House, tmp_path: Path) -> None:
    document, boss, _ = sent(house, ProviderKind.EXTERNAL)
    uid = house.read(document, boss)
    file, content = house.act(boss, signing_members.original, uid)
    elsewhere = Authority().issue(Purpose.PERSON, Naming("Boss Test"))
    made = detached.sign_detached(content, elsewhere).der
    other = detached.sign_detached(pdf("Another"), elsewhere).der
    for wrong in (b"", b"\x30\x80 nothing", other, made[:-3], b"x" * (2 * 1024 * 1024)):
        refused = refusal(house, boss, uid, Proof(signature=wrong))
        assert (refused.subject, refused.reason) in {
            ("signature", Reason.PARAMETER_INVALID),
            ("signature", Reason.PARAMETER_MISSING),
        }
    house.act(boss, signing_members.sign, uid, Proof(signature=made))
    member = next(each for each, _ in house.standing(document).members if each.user_id == boss)
    assert "authority" in member.signature_fault
    kept = house.act(boss, lambda work: work.file(member.signature_file_id))[1]
    assert kept == made
    assert file.sha256.hex() in house.act(house.admin, _lines, document)[-1]
    write_pem(tmp_path / "root.pem", elsewhere.chain[-1])
    (tmp_path / "made.p7s").write_bytes(kept)
    (tmp_path / "content").write_bytes(content)
    told = openssl(
        *("cms", "-verify", "-inform", "DER", "-in", tmp_path / "made.p7s", "-content", tmp_path / "content"),
        *("-CAfile", tmp_path / "root.pem", "-binary", "-purpose", "any", "-out", tmp_path / "out"),
    )
    assert b"successful" in told.stderr, told.stderr


def test_a_signature_of_another_member_is_refused(house: House) -> None:
    document, boss, worker = sent(house, ProviderKind.EXTERNAL)
    content = house.act(boss, signing_members.original, house.read(document, boss))[1]
    made = [
        detached.sign_detached(content, Authority().issue(Purpose.PERSON, Naming(name))).der
        for name in ("Boss Test", "Worker Test")
    ]
    house.act(boss, signing_members.sign, house.read(document, boss), Proof(signature=made[0]))
    uid = house.read(document, worker)
    refused = refusal(house, worker, uid, Proof(signature=made[0]))
    assert (refused.subject, refused.reason) == ("signature", Reason.PARAMETER_INVALID)
    assert "Another member" in str(refused)
    house.act(worker, signing_members.sign, uid, Proof(signature=made[1]))
    assert house.states(document)[1][worker] == "signed"


def test_secrets_are_not_shown() -> None:
    assert "4711" not in repr(Proof(code="4711", pin="4711-pin"))


def _lines(work: Any, document: Standing) -> list[str]:
    return [line.decode() for line in signing.evidence(work, document.document.guid)]


def test_openssl_makes_a_signature_that_is_taken(house: House, tmp_path: Path) -> None:
    document, boss, _ = sent(house, ProviderKind.EXTERNAL)
    uid = house.read(document, boss)
    (tmp_path / "content").write_bytes(house.act(boss, signing_members.original, uid)[1])
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "own.pem",
         "-subj", "/CN=Test Boss", "-days", "2"],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip
    subprocess.run(
        ["openssl", "cms", "-sign", "-binary", "-in", "content", "-signer", "own.pem", "-inkey", "key.pem",
         "-outform", "DER", "-out", "made.p7s", "-md", "sha256"],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip
    house.act(boss, signing_members.sign, uid, Proof(signature=(tmp_path / "made.p7s").read_bytes()))
    assert house.states(document)[1][boss] == "signed"


def test_who_has_no_address_gets_no_codes(house: House) -> None:
    with pytest.raises(InkpostError) as raised:
        sent(house, ProviderKind.SIMPLE)
    assert (raised.value.subject, raised.value.action) == ("members", "address")


class Kept(Keeping):
    """Keeps the letters; takes one password."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.letters.append(message)

    @staticmethod
    def authenticated(server: Any, session: Any, envelope: Any, mechanism: Any, data: Any) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (b"anna", b"se:cret"))


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for localhost with its key."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
         "key.pem", "-out", "own.pem", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip
    return tmp_path / "own.pem"


def test_a_letter_goes_through_a_server_with_starttls_and_a_password(certificate: Path) -> None:
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate, certificate.with_name("key.pem"))
    kept = Kept()
    controller = OnAnyPort(
        kept,
        hostname="localhost",
        port=0,
        tls_context=serving,
        require_starttls=True,
        auth_required=True,
        authenticator=Kept.authenticated,
    )
    controller.start()
    try:
        port = port_of(controller)
        trusted = lambda: ssl.create_default_context(cafile=str(certificate))  # noqa: E731
        good = MailServer("smtp", "localhost", port, "Acme <sign@example.test>", "anna", "se:cret", trusted)
        good.send(LETTER)
        with pytest.raises(MailFailed, match="did not take"):
            MailServer("smtp", "localhost", port, "sign@example.test", "anna", "wrong", trusted).send(LETTER)
        with pytest.raises(MailFailed, match="certificate verify failed"):
            MailServer("smtp", "localhost", port, "sign@example.test", "anna", "se:cret").send(LETTER)
        with pytest.raises(MailFailed):
            MailServer("smtp+plain", "localhost", port, "sign@example.test").send(LETTER)
    finally:
        controller.stop()
    [letter] = kept.letters
    assert (letter["From"], letter["To"]) == ("Acme <sign@example.test>", "anna@example.test")
    assert "https://sign.example.test/sign/1" in letter.get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert letter["Auto-Submitted"] == "auto-generated"


def test_a_server_that_is_away_is_said() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(MailFailed, match="did not take"):
        MailServer("smtp+plain", "127.0.0.1", port, "sign@example.test").send(LETTER)


@pytest.mark.parametrize("to", ["", "a@example.test\nBcc: x@example.test", "\x00@example.test"])
def test_an_address_that_is_none_gets_no_letter(to: str, tmp_path: Path) -> None:
    try:
        Outbox(tmp_path).send(Letter(to, "x", "y"))
    except MailFailed:
        assert list(tmp_path.glob("*.eml")) == []
    else:
        [path] = tmp_path.glob("*.eml")
        assert b"\nBcc:" not in path.read_bytes()


def test_the_settings_name_a_server() -> None:
    def made(**environ: str) -> Any:
        return mailer_of(config.from_environment(Path("/nowhere"), environ={"INKPOST_SECRET_KEY": "x" * 32, **environ}))

    assert isinstance(made(), Outbox)
    server = made(INKPOST_MAIL_SERVER="smtps://anna:se%3Acret@mail.example.test", INKPOST_MAIL_FROM="sign@example.test")
    assert server == MailServer("smtps", "mail.example.test", 465, "sign@example.test", "anna", "se:cret")
    for wrong in ("mail.example.test", "http://mail.example.test", "smtp://", "smtp://h:0", "smtp://[::1"):
        with pytest.raises(SettingFault, match="INKPOST_MAIL_SERVER"):
            made(INKPOST_MAIL_SERVER=wrong)
    with pytest.raises(SettingFault, match="INKPOST_MAIL_FROM"):
        made(INKPOST_MAIL_FROM="nobody")
