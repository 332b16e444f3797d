"""The public wires over HTTP: what openssl asks a running server, and what it makes of the answers."""

from __future__ import annotations

import asyncio
import base64
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtensionOID
from starlette.applications import Starlette

from authorities import Authority, openssl, told, write_pem
from crm_things import COMPANY, item
from inkpost.engines.sign.revocation import question
from inkpost.faces.kit.edge import Edge
from inkpost.faces.kit.hop import Hop
from inkpost.faces.trust.app import routes
from inkpost.model.trust import CertificateRecord, Purpose
from inkpost.operations import trust_administration as trust
from inkpost.operations.kit import Services
from inkpost.operations.trust_keyring import Keyring
from inkpost.store.signals import Signals
from support import CLIENT, Served
from worlds import World

TSA, OCSP = "/trust/tsa", "/trust/ocsp"


@pytest.fixture
def record(world: World) -> CertificateRecord:
    """A seal of the running server's authority."""
    return trust.make_seal(world.services, world.organization_id, item(world, COMPANY, isMyCompany=True))


class Files:
    """What a validator has on its disk: the root as it trusts it, and the certificate with its issuer."""

    def __init__(self, world: World, record: CertificateRecord, folder: Path) -> None:
        text = trust.pem(world.services, world.organization_id, record.id)
        self.leaf_certificate, self.issuing_certificate, root = x509.load_pem_x509_certificates(text.encode())
        self.root = write_pem(folder / "root.pem", root)
        self.leaf = write_pem(folder / "leaf.pem", self.leaf_certificate)
        self.issuing = write_pem(folder / "issuing.pem", self.issuing_certificate)


@pytest.fixture
def files(world: World, record: CertificateRecord, tmp_path: Path) -> Files:
    return Files(world, record, tmp_path)


def ask(served: Served, files: Files, *more: str) -> str:
    """openssl asks the server about the certificate and judges the answer."""
    about = ("-issuer", files.issuing, "-cert", files.leaf, "-CAfile", files.root, "-verify_other", files.issuing)
    return told(openssl("ocsp", *about, "-url", f"{served.base_url}{OCSP}", *more))


def revoke(world: World, record: CertificateRecord, reason: str = "keyCompromise") -> None:
    trust.revoke(world.services, world.organization_id, record.id, reason)


def test_openssl_asks_the_responder_and_believes_it(
    served: Served, world: World, record: CertificateRecord, files: Files
) -> None:
    good = ask(served, files)
    assert "Response verify OK" in good
    assert "leaf.pem: good" in good
    assert "WARNING: no nonce" not in good
    revoke(world, record)
    bad = ask(served, files)
    assert "Response verify OK" in bad
    assert "leaf.pem: revoked" in bad
    assert "Reason: keyCompromise" in bad


def test_openssl_downloads_what_the_certificate_names_and_refuses_the_revoked(
    served: Served, world: World, record: CertificateRecord, files: Files, tmp_path: Path
) -> None:
    check = ("verify", "-crl_check", "-crl_download", "-CAfile", files.root, "-untrusted", files.issuing, files.leaf)
    assert openssl(*check).returncode == 0
    revoke(world, record)
    assert "certificate revoked" in told(openssl(*check))
    point = files.leaf_certificate.extensions.get_extension_for_oid(ExtensionOID.CRL_DISTRIBUTION_POINTS).value
    address = point[0].full_name[0].value  # type: ignore[index]
    assert address.startswith(f"{served.base_url}/trust/")
    found = CLIENT.get(address)
    assert (found.status_code, found.headers["content-type"]) == (200, "application/pkix-crl")
    lists = tmp_path / "lists.pem"
    lists.write_bytes(x509.load_der_x509_crl(found.content).public_bytes(Encoding.PEM))
    offline = (
        "verify",
        "-crl_check",
        "-CRLfile",
        lists,
        "-CAfile",
        files.root,
        "-untrusted",
        files.issuing,
        files.leaf,
    )
    assert "certificate revoked" in told(openssl(*offline))


def test_the_certificate_s_addresses_answer(served: Served, files: Files) -> None:
    access = files.leaf_certificate.extensions.get_extension_for_oid(ExtensionOID.AUTHORITY_INFORMATION_ACCESS).value
    found = {each.access_method: each.access_location.value for each in access}  # type: ignore[attr-defined]
    issuer = CLIENT.get(found[AuthorityInformationAccessOID.CA_ISSUERS])
    assert issuer.headers["content-type"] == "application/pkix-cert"
    assert x509.load_der_x509_certificate(issuer.content) == files.issuing_certificate
    assert found[AuthorityInformationAccessOID.OCSP] == f"{served.base_url}{OCSP}"
    root = CLIENT.get(f"{served.base_url}/trust/root.pem")
    assert files.root.read_bytes() in root.content


def test_the_root_s_list_is_there_for_the_issuing_certificate(served: Served, files: Files, tmp_path: Path) -> None:
    point = files.issuing_certificate.extensions.get_extension_for_oid(ExtensionOID.CRL_DISTRIBUTION_POINTS).value
    key = point[0].full_name[0].value.rpartition("/")[2]  # type: ignore[index]
    content = CLIENT.get(f"{served.base_url}/trust/{key}").content
    path = tmp_path / "root.crl"
    path.write_bytes(content)
    assert "verify OK" in told(openssl("crl", "-inform", "DER", "-in", path, "-CAfile", files.root, "-noout"))


def test_questions_come_in_the_path_too(served: Served, files: Files) -> None:
    asked = question(files.leaf_certificate, files.issuing_certificate)
    text = base64.b64encode(asked).decode()
    for path in (quote(text, safe=""), text):
        answer = CLIENT.get(f"{served.base_url}{OCSP}/{path}")
        assert answer.headers["content-type"] == "application/ocsp-response"
        assert answer.headers["cache-control"] == "public, max-age=3600"
        assert x509_status(answer) == "GOOD"


def x509_status(answer: httpx.Response) -> str:
    found = ocsp.load_der_ocsp_response(answer.content)
    if found.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
        return found.response_status.name
    return found.certificate_status.name


def posted(served: Served, path: str, kind: str, content: bytes) -> httpx.Response:
    return CLIENT.post(f"{served.base_url}{path}", content=content, headers={"content-type": kind})


def test_bad_questions_hear_so(served: Served, files: Files) -> None:
    kind = "application/ocsp-request"
    assert x509_status(posted(served, OCSP, kind, b"nothing")) == "MALFORMED_REQUEST"
    assert x509_status(CLIENT.get(f"{served.base_url}{OCSP}/~~~")) == "MALFORMED_REQUEST"
    assert x509_status(CLIENT.get(f"{served.base_url}{OCSP}/")) == "MALFORMED_REQUEST"
    stranger = Authority()
    foreign = question(stranger.issue(Purpose.PERSON).certificate, stranger.issuing.certificate)
    assert x509_status(posted(served, OCSP, kind, foreign)) == "UNAUTHORIZED"
    unknown = question(stranger.issue(Purpose.PERSON).certificate, files.issuing_certificate)
    assert x509_status(posted(served, OCSP, kind, unknown)) == "UNKNOWN"
    assert posted(served, OCSP, "text/plain", b"").status_code == 415
    assert posted(served, OCSP, kind, b"\0" * 70_000).status_code == 413
    assert CLIENT.get(f"{served.base_url}{OCSP}").status_code == 405


def test_openssl_asks_for_a_stamp_over_http_and_believes_it(served: Served, files: Files, tmp_path: Path) -> None:
    data, query, reply = tmp_path / "data", tmp_path / "q.tsq", tmp_path / "r.tsr"
    data.write_bytes(b"a document")
    openssl("ts", "-query", "-data", data, "-sha256", "-cert", "-out", query)
    answer = posted(served, TSA, "application/timestamp-query", query.read_bytes())
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/timestamp-reply")
    reply.write_bytes(answer.content)
    verify = ("ts", "-verify", "-in", reply, "-queryfile", query, "-CAfile")
    assert "Verification: OK" in told(openssl(*verify, files.root))
    stranger, _ = Authority().pem(tmp_path)
    assert "Verification: FAILED" in told(openssl(*verify, stranger))
    first = told(openssl("ts", "-reply", "-in", reply, "-text"))
    again = posted(served, TSA, "application/timestamp-query", query.read_bytes())
    reply.write_bytes(again.content)
    assert serial(first) < serial(told(openssl("ts", "-reply", "-in", reply, "-text")))


def serial(text: str) -> int:
    (line,) = (line for line in text.splitlines() if line.startswith("Serial number:"))
    return int(line.partition("0x")[2], 16)


def test_what_is_no_request_for_a_stamp_hears_so(served: Served, tmp_path: Path) -> None:
    answer = posted(served, TSA, "application/timestamp-query", b"nothing")
    reply = tmp_path / "r.tsr"
    reply.write_bytes(answer.content)
    assert "Status: Rejected." in told(openssl("ts", "-reply", "-in", reply, "-text"))
    assert posted(served, TSA, "text/plain", b"").status_code == 415
    assert posted(served, TSA, "application/timestamp-query", b"\0" * 70_000).status_code == 413
    refused = CLIENT.get(f"{served.base_url}{TSA}")
    assert (refused.status_code, refused.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize("path", ["/trust/00ff.crl", "/trust/00ff.crt", "/trust/%00.crt", "/trust/root.crl"])
def test_what_is_not_there_is_not_found(served: Served, path: str) -> None:
    assert CLIENT.get(f"{served.base_url}{path}").status_code == 404


def test_people_s_and_companies_certificates_are_not_handed_out(served: Served, files: Files) -> None:
    key = files.leaf_certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest.hex()
    assert CLIENT.get(f"{served.base_url}/trust/{key}.crt").status_code == 404


def test_a_list_is_sent_once_while_it_is_the_same(
    served: Served, world: World, record: CertificateRecord, files: Files
) -> None:
    key = files.issuing_certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest.hex()
    address = f"{served.base_url}/trust/{key}.crl"
    first = CLIENT.get(address)
    tag = {"if-none-match": first.headers["etag"]}
    assert CLIENT.get(address, headers=tag).status_code == 304
    assert CLIENT.head(address).content == b""
    revoke(world, record)
    assert CLIENT.get(address, headers=tag).status_code == 200


def test_without_the_master_key_what_takes_no_key_is_answered_and_the_rest_says_later(
    services: Services, files: Files, record: CertificateRecord
) -> None:
    settings = replace(services.settings, master_key="w" * 40)
    edge = Edge(replace(services, settings=settings, keyring=Keyring()), Hop(2), Signals(""))
    transport = httpx.ASGITransport(Starlette(routes=routes(edge)))

    async def asking() -> tuple[httpx.Response, httpx.Response, httpx.Response]:
        async with httpx.AsyncClient(transport=transport, base_url="http://ca.example.test") as client:
            asked = question(files.leaf_certificate, files.issuing_certificate)
            answer = await client.post(OCSP, content=asked, headers={"content-type": "application/ocsp-request"})
            stamp = await client.post(TSA, content=b"", headers={"content-type": "application/timestamp-query"})
            return answer, stamp, await client.get("/trust/root.pem")

    answer, stamp, root = asyncio.run(asking())
    edge.hop.close()
    assert x509_status(answer) == "TRY_LATER"
    assert (stamp.status_code, stamp.text) == (503, "The authority cannot answer now\n")
    assert root.status_code == 200
