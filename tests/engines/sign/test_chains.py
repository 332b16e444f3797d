"""Chains to a trusted root: found among certificates of any choice, with a bounded amount of work."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from asn1crypto import cms
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from engines.sign import tampering
from engines.sign.authorities import DAY, NOW, YEAR, Authority, Clock, certificate, der, key, pdf_of, token, usage
from inkpost.engines.sign import chains, pades, stamping, trust
from inkpost.engines.sign.detached import check_detached, sign_detached
from inkpost.engines.sign.keys import LoadedKey
from inkpost.engines.sign.report import Reason
from inkpost.engines.sign.stamping import Response, StampRefused
from inkpost.engines.sign.trust import Chain, Trust, chain_to_root
from inkpost.engines.sign.validation import check_pdf

CA = ((x509.BasicConstraints(True, None), True), (usage("key_cert_sign", "crl_sign"), True))
STAMPS = (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
MANY = 12
REFUSALS = {Reason.ISSUER_UNKNOWN, Reason.CERTIFICATE_UNFIT}
MOST_SECONDS = 5
"""Of computing, for what would take days: each certificate more multiplies the orders of all of them."""


def authority(
    name: str,
    owner: str,
    issuer: LoadedKey | None = None,
    *,
    begins: datetime = NOW - 2 * YEAR,
    ends: datetime = NOW + YEAR,
    marked: bool = True,
) -> LoadedKey:
    """An authority. Without the marks of keys nothing but signatures tells two of one name apart."""
    own, by = key(owner), issuer.key if issuer else key(owner)
    if marked:
        return LoadedKey(own, certificate(name, own, issuer, by, begins=begins, ends=ends, extensions=CA), ())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = x509.CertificateBuilder().subject_name(subject).public_key(own.public_key())
    builder = builder.issuer_name(issuer.certificate.subject if issuer else subject)
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(begins).not_valid_after(ends)
    for extension, critical in CA:
        builder = builder.add_extension(extension, critical=critical)
    return LoadedKey(own, builder.sign(by, hashes.SHA256()), ())


def person(issuer: LoadedKey, *more: tuple[x509.ExtensionType, bool]) -> LoadedKey:
    """Whom an authority certifies."""
    own, extensions = key("Chained"), ((usage("digital_signature"), True), *more)
    made = certificate("Chained", own, issuer, issuer.key, begins=NOW - DAY, ends=NOW + YEAR, extensions=extensions)
    return LoadedKey(own, made, ())


def chain(signer: LoadedKey, others: list[LoadedKey], *roots: LoadedKey) -> Chain:
    return chain_to_root(
        signer.certificate, [one.certificate for one in others], Trust(tuple(one.certificate for one in roots)), NOW
    )


def of(*line: LoadedKey) -> tuple[x509.Certificate, ...]:
    return tuple(one.certificate for one in line)


# --- chains that were found before ---------------------------------------------------------------------------------


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[x509.Certificate]:
    """The certificates whose chains were searched for; nothing is known at first."""
    made: list[x509.Certificate] = []

    def searched(certificate: x509.Certificate, *more: Any) -> Chain:
        made.append(certificate)
        return search(certificate, *more)

    search = trust._searched
    monkeypatch.setattr(trust, "_searched", searched)
    monkeypatch.setattr(trust, "FOUND", trust.Found(most=2, largest=16 * 1024))
    return made


def test_a_chain_is_searched_for_once(searches: list[x509.Certificate]) -> None:
    root, other_root = authority("Root", "root"), authority("Other", "other")
    middle = authority("Middle", "middle", root)
    signer = person(middle)
    assert chain(signer, [middle], root).certificates == chain(signer, [middle], root).certificates
    assert len(searches) == 1
    assert chain(signer, [middle], other_root).finding is not None, "whom to trust is part of the question"
    assert chain(signer, [], root).finding is not None, "and so is what came along"
    assert chain(signer, [], root).finding is not None
    assert len(searches) == 4, "what was refused is looked at again"


@pytest.mark.parametrize("days", [-400, 400])
def test_a_known_chain_serves_only_while_all_of_it_is_valid(searches: list[x509.Certificate], days: int) -> None:
    root = authority("Root", "root")
    signer = person(root)
    trusted = Trust((root.certificate,))
    assert chain_to_root(signer.certificate, [], trusted, NOW).finding is None
    for _ in range(2):
        assert chain_to_root(signer.certificate, [], trusted, NOW + days * DAY).finding is not None
    assert chain_to_root(signer.certificate, [], trusted, NOW).finding is None
    assert len(searches) == 3, "its being over did not make it unknown"


def test_few_chains_are_known_and_no_large_ones(searches: list[x509.Certificate]) -> None:
    root = authority("Root", "root")
    signers = [person(root) for _ in range(3)]
    for each in (*signers, signers[0]):
        assert chain(each, [], root).finding is None
    assert len(trust.FOUND) == 2
    assert len(searches) == 4, "the one not asked for the longest was forgotten"
    heavy = person(root, (x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), bytes(16 * 1024)), False))
    for _ in range(2):
        assert chain(heavy, [], root).finding is None
    assert len(searches) == 6


# --- attacks -------------------------------------------------------------------------------------------------------


def alike() -> list[LoadedKey]:
    """Certificates of one name, issuer and key: each fits above each."""
    return [authority("Ring", "ring") for _ in range(MANY)]


def of_one_name() -> list[LoadedKey]:
    """A line of other keys under one name: by name each fits above each."""
    line = [authority("Ring", "ring 0", marked=False)]
    for number in range(1, MANY):
        line.append(authority("Ring", f"ring {number}", line[-1], marked=False))
    return line[::-1]


def hung_on_a_root(root: LoadedKey) -> list[LoadedKey]:
    """The same, where a trusted root certified the uppermost."""
    first = authority("Ring", "ring 0", root, marked=False)
    line = [first]
    for number in range(1, MANY):
        line.append(authority("Ring", f"ring {number}", line[-1], marked=False))
    return line[::-1]


ROOT = authority("Chain Root", "chain root")
RINGS = {"alike": alike(), "of one name": of_one_name(), "on a root": hung_on_a_root(ROOT)}


@pytest.fixture(params=RINGS)
def ring(request: pytest.FixtureRequest) -> list[LoadedKey]:
    """Certificates made to be tried in each order; the first one issues."""
    return RINGS[request.param]


@pytest.fixture(autouse=True)
def bounded() -> Iterator[None]:
    """All that is asked here is answered soon. What it takes is counted, not what others take beside it."""
    before = time.process_time()
    yield
    assert time.process_time() - before < MOST_SECONDS


def with_certificates(content: cms.ContentInfo, more: list[LoadedKey]) -> bytes:
    """A signature with more certificates beside it, which nothing in it covers."""
    data = content["content"]
    own = [one.chosen.dump() for one in data["certificates"]]
    every = [asn1.Certificate.load(one) for one in (*own, *(der(one.certificate) for one in more))]
    data["certificates"] = [cms.CertificateChoices(name="certificate", value=one) for one in every]
    return bytes(content.dump())


def test_a_detached_signature(ring: list[LoadedKey]) -> None:
    made = sign_detached(b"content", person(ring[0]), at=NOW).der
    crowded = with_certificates(cms.ContentInfo.load(made), ring)
    one = check_detached(crowded, b"content", Trust(of(ROOT)), at=NOW).signatures[0]
    assert one.intact
    assert REFUSALS & set(one.reasons)


def test_a_pdf(ring: list[LoadedKey], clock: Clock) -> None:
    pdf = pades.sign(pdf_of("EUR 100"), person(ring[0]), stamper=clock, at=NOW).pdf  # room for a stamp is room for more
    assert pdf is not None
    crowded = with_certificates(cms.ContentInfo.load(tampering.signature_in(pdf)), ring)
    one = check_pdf(tampering.with_signature(pdf, crowded), Trust(of(ROOT)), at=NOW).signatures[0]
    assert one.intact
    assert REFUSALS & set(one.reasons)


def test_the_answer_of_a_timestamp_authority(ring: list[LoadedKey]) -> None:
    digest = hashlib.sha256(b"content").digest()
    signer = person(ring[0], STAMPS)
    content = cms.ContentInfo.load(stamping.token(stamping.imprint_of(digest), signer, 1, NOW, nonce=None).dump())
    crowded = cms.ContentInfo.load(with_certificates(content, ring))
    answer = Response({"status": {"status": "granted"}, "time_stamp_token": crowded}).dump()
    with pytest.raises(StampRefused, match="no authority that is trusted"):
        stamping.check(answer, digest, None, of(ROOT), NOW)  # type: ignore[arg-type] - it was asked without a nonce


def test_a_token_in_a_signature(ring: list[LoadedKey], ann: LoadedKey, authority: Authority) -> None:
    stamp = person(ring[0], STAMPS)

    class Crowded:
        def stamp(self, digest: bytes) -> bytes:
            return with_certificates(cms.ContentInfo.load(token(stamp, digest, NOW)), ring)

    made = sign_detached(b"content", ann, stamper=Crowded(), at=NOW).der
    one = check_detached(made, b"content", authority.trust, at=NOW).signatures[0]
    assert Reason.TIMESTAMP_UNTRUSTED in one.reasons


def test_an_honest_chain_among_them_is_found(ring: list[LoadedKey]) -> None:
    issuer = authority("Honest", "honest", ROOT)
    signer = person(issuer)
    assert chain(signer, [*ring, issuer], ROOT).certificates == of(signer, issuer, ROOT)


def test_few_signatures_are_verified(monkeypatch: pytest.MonkeyPatch) -> None:
    crowd = [authority("Ring", f"crowd {number}", marked=False) for number in range(40)]
    verified, real = [], chains.issued_by

    def counted(*pair: x509.Certificate) -> bool:
        verified.append(pair)
        return real(*pair)

    monkeypatch.setattr(chains, "issued_by", counted)
    lines = chains.lines_to_roots(person(crowd[0]).certificate, of(*crowd), of(authority("Ring", "root")), NOW)
    assert len(verified) <= chains.MOST_SIGNATURES
    assert len(lines) <= chains.MOST_LINES
    assert max(map(len, lines), default=0) <= chains.MOST_ISSUERS + 1


# --- honest chains -------------------------------------------------------------------------------------------------


def test_right_under_the_root_and_the_root_itself() -> None:
    signer = person(ROOT)
    assert chain(signer, [], ROOT) == Chain(of(signer, ROOT))
    assert chain(signer, [], signer).certificates == of(signer)


def test_two_between() -> None:
    upper = authority("Upper", "upper", ROOT)
    lower = authority("Lower", "lower", upper)
    signer = person(lower)
    for others in ([upper, lower], [lower, upper, ROOT, signer]):
        assert chain(signer, others, ROOT) == Chain(of(signer, lower, upper, ROOT))
    assert chain(signer, [lower], ROOT).finding is not None


def test_many_of_one_name_between() -> None:
    line = RINGS["on a root"][-5:]
    signer = person(line[0])
    assert chain(signer, RINGS["on a root"], ROOT) == Chain(of(signer, *line, ROOT))


@pytest.mark.parametrize("marked", [True, False])
def test_certified_by_two_roots(marked: bool) -> None:
    old = authority("Old Root", "old root")
    by_old, by_root = (authority("Crossed", "crossed", one, marked=marked) for one in (old, ROOT))
    signer = person(by_old)
    for others in ([by_old, by_root], [by_root, by_old]):
        assert chain(signer, others, ROOT) == Chain(of(signer, by_root, ROOT))
        assert chain(signer, others, old) == Chain(of(signer, by_old, old))
        assert chain(signer, others, old, ROOT).finding is None


def test_a_root_that_another_root_certified() -> None:
    new = authority("New Root", "new root")
    crossing = authority("New Root", "new root", ROOT)
    issuer = authority("Under", "under", new)
    signer = person(issuer)
    assert chain(signer, [issuer, crossing, new], ROOT) == Chain(of(signer, issuer, crossing, ROOT))
    assert chain(signer, [issuer, crossing, new], new) == Chain(of(signer, issuer, new))


@pytest.mark.parametrize("marked", [True, False])
def test_an_issuer_that_got_another_key(marked: bool) -> None:
    first, second = (authority("Renewed", owner, ROOT, marked=marked) for owner in ("first key", "second key"))
    for issuer in (first, second):
        signer = person(issuer)
        for others in ([first, second], [second, first]):
            assert chain(signer, others, ROOT) == Chain(of(signer, issuer, ROOT))


def test_an_issuer_that_kept_its_key() -> None:
    old = authority("Prolonged", "prolonged", ROOT, ends=NOW - DAY)
    new = authority("Prolonged", "prolonged", ROOT, begins=NOW - 2 * DAY)
    signer = person(old)
    for others in ([old, new], [new, old]):
        assert chain(signer, others, ROOT) == Chain(of(signer, new, ROOT))
    ended = chain(signer, [old], ROOT).finding
    assert ended is not None
    assert ended.reason is Reason.CERTIFICATE_EXPIRED
