"""Seals of other authorities: these are asked whether their certificates hold. And programs of others agree."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from authorities import openssl, write_pem
from engines.sign.test_witnesses import run
from inkpost.engines.sign import certificates, revocation
from inkpost.engines.sign.certificates import Naming, Places
from inkpost.engines.sign.keys import LoadedKey
from inkpost.engines.sign.revocation import Responder
from inkpost.model.trust import Purpose
from inkpost.operations import signing_upkeep, trust_authority, trust_issuing, trust_revocation
from inkpost.operations.kit import Work
from inkpost.operations.trust_authority import Bench
from inkpost.operations.trust_keys import bench_of
from inkpost.store.revocation_calls import RevocationCalls
from operations.test_evidence import sealed
from operations.upkeep import content, due, kept, worth
from signings import House

HERE = (ip_network("127.0.0.0/8"),)


@dataclass
class Elsewhere:
    """An authority with a site of its own: lists at ``/list/…``, a responder at ``/ocsp``; ``says`` replaces them."""

    port: int
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    asked: list[str] = field(default_factory=list)
    says: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.root = certificates.root(Naming("Elsewhere root"), self.now, certificates.new_key())
        self.issuing = self._issued(self.root, Purpose.ISSUING, "root", "")
        self.seal = self._issued(self.issuing, Purpose.COMPANY, "issuing", f"http://127.0.0.1:{self.port}/ocsp")

    def _issued(self, issuer: LoadedKey, purpose: Purpose, listed: str, responder: str) -> LoadedKey:
        key, base = certificates.new_key(), f"http://127.0.0.1:{self.port}"
        places = Places(f"{base}/issuer.crt", f"{base}/list/{listed}", responder)
        made = certificates.issue(issuer, purpose, Naming(f"Elsewhere {purpose}"), key.public_key(), places, self.now)
        return LoadedKey(key, made, (issuer.certificate, *issuer.chain))

    def answer(self, path: str, query: bytes) -> tuple[str, bytes]:
        """What the site says."""
        self.asked.append(path)
        if path in self.says:
            return "application/ocsp-response", self.says[path]
        if path == "/ocsp":
            who = Responder(self.issuing, self.issuing.certificate)
            told = revocation.answer(query, datetime.now(UTC), lambda: who, lambda serial: True)
            return "application/ocsp-response", told.content
        by = self.root if path == "/list/root" else self.issuing
        return "application/pkix-crl", revocation.revocation_list(by, 1, [], datetime.now(UTC))

    def file(self) -> bytes:
        """The seal as PKCS #12."""
        chain = list(self.seal.chain)
        return pkcs12.serialize_key_and_certificates(
            b"seal", self.seal.key, self.seal.certificate, chain, BestAvailableEncryption(b"secret-p12")
        )


@contextmanager
def elsewhere() -> Iterator[Elsewhere]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = made.answer(self.path, self.rfile.read(int(self.headers.get("content-length", 0))))
            self.send_response(200)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made = Elsewhere(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


def imports(house: House, site: Elsewhere) -> None:
    """The company's seal is one of that authority."""

    def act(work: Work) -> None:
        trust_issuing.imported_seal(
            bench_of(work), work.organization_id, house.company, site.file(), "secret-p12", b"", None
        )

    house.act(house.admin, act)


def test_authorities_elsewhere_are_asked_where_the_operator_allows_it(house: House) -> None:
    with elsewhere() as site:
        imports(house, site)
        sent = sealed(house)
        due(house, sent)
        signing_upkeep.keep_up(house.services)
        assert site.asked == [], "a private address, which nobody opened"
        assert house.standing(sent).document.sealing_level == "B-T"
        row = kept(house, sent)
        assert (row.attempts, "no authority says whether it holds" in row.fault) == (1, True)
        house.services = replace(house.services, revocation_calls=RevocationCalls(HERE, seconds=5))
        site.says["/ocsp"] = b"garbage"  # then the list is fetched
        due(house, sent)
        signing_upkeep.keep_up(house.services)
    assert sorted(site.asked) == ["/list/issuing", "/list/root", "/ocsp"]
    assert house.standing(sent).document.sealing_level == "B-LTA"
    found = worth(house, content(house, sent), timedelta(days=1000))
    assert (found.verdict, found.level) == ("valid", "B-LTA")


def test_a_site_that_answers_too_much_is_given_up(house: House) -> None:
    with elsewhere() as site:
        imports(house, site)
        sent = sealed(house)
        site.says |= {"/ocsp": b"\0" * 70_000, "/list/issuing": b"\0" * (16 * 1024**2 + 1)}
        house.services = replace(house.services, revocation_calls=RevocationCalls(HERE, seconds=20))
        due(house, sent)
        signing_upkeep.keep_up(house.services)
    assert house.standing(sent).document.sealing_level == "B-T"
    assert "no authority says" in kept(house, sent).fault


def pdfsig(folder: Path, pdf: bytes) -> str:
    """What pdfsig says without asking the responder, whom nobody started."""
    (folder / "signed.pdf").write_bytes(pdf)
    return run(folder, "pdfsig", "-no-ocsp", "-nssdir", str(folder / "nss"), "signed.pdf")[1]


def test_other_programs_accept_what_was_extended(house: House, tmp_path: Path) -> None:
    sent = sealed(house)
    due(house, sent)
    signing_upkeep.keep_up(house.services)
    (tmp_path / "root.pem").write_bytes(trust_revocation.roots_pem(house.services))
    (tmp_path / "nss").mkdir()
    assert run(tmp_path, "certutil", "-N", "-d", "sql:nss", "--empty-password")[0]
    assert run(tmp_path, "certutil", "-A", "-d", "sql:nss", "-n", "root", "-t", "CT,C,C", "-i", "root.pem")[0]
    said = pdfsig(tmp_path, content(house, sent))
    assert "Signature Validation: Signature is Valid." in said
    assert "Certificate Validation: Certificate is Trusted." in said
    assert "Timestamp1" in said
    assert "Digest Mismatch" not in said
    changed = content(house, sent).replace(b"/MediaBox", b"/MediaFox", 1)
    assert "Digest Mismatch" in pdfsig(tmp_path, changed)


def test_openssl_accepts_an_answer_about_the_issuing_certificate(house: House, tmp_path: Path) -> None:
    with house.services.engine.begin() as db:
        bench = Bench(house.services.settings, house.services.keyring, db, house.now)
        issuing = trust_authority.current(bench, Purpose.ISSUING).key
    root = issuing.chain[-1]
    root_pem = write_pem(tmp_path / "root.pem", root)
    asked = revocation.question(issuing.certificate, root)
    (tmp_path / "answer").write_bytes(trust_revocation.answer(house.services, asked).content)
    issuing_pem = write_pem(tmp_path / "issuing.pem", issuing.certificate)
    told = openssl(
        *("ocsp", "-respin", tmp_path / "answer", "-issuer", root_pem, "-cert", issuing_pem, "-CAfile", root_pem)
    )
    assert b"Response verify OK" in told.stdout + told.stderr
    assert b"issuing.pem: good" in told.stdout
    access = issuing.certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    assert any(each.access_location.value.endswith("/trust/ocsp") for each in access)
