"""Signing a PDF: earlier bytes stay, signatures follow one another, and what cannot be signed is refused."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import cms, core

from engines.sign.authorities import DAY, NOW, Authority, Clock, Silent, pdf_of
from inkpost.engines.sign import ltv, pades
from inkpost.engines.sign.evidence_checks import Evidence
from inkpost.engines.sign.keys import LoadedKey, SigningFailed, TimestampFailed
from inkpost.engines.sign.levels import Level
from inkpost.engines.sign.refusals import Refusal, SignatureRefused
from inkpost.engines.sign.report import Modifications, Verdict
from inkpost.engines.sign.validation import check_pdf

PLAIN = pdf_of("EUR 100", "page two")


def bytes_of(done: pades.Signed) -> bytes:
    assert done.pdf is not None
    return done.pdf


@pytest.mark.parametrize("kind", ["P-256", "RSA"])
def test_a_signature_follows_the_file(kind: str) -> None:
    house = Authority(f"House {kind}", kind)
    who = house.person("Kim", kind=kind)
    done = pades.sign(PLAIN, who, at=NOW)
    assert bytes_of(done).startswith(PLAIN)
    assert (done.level, done.timestamp_failure) == (Level.B, "")
    assert check_pdf(bytes_of(done), house.trust, at=NOW).verdict is Verdict.VALID


def test_several_sign_one_after_another(authority: Authority, ann: LoadedKey, bob: LoadedKey, clock: Clock) -> None:
    pdf = PLAIN
    for signer in (ann, bob, ann, bob):
        done = pades.sign(pdf, signer, stamper=clock, at=NOW)
        assert bytes_of(done).startswith(pdf)
        pdf = bytes_of(done)
    report = check_pdf(pdf, authority.trust, at=NOW + DAY)
    assert report.verdict is Verdict.VALID
    names = [one.signer.name for one in report.signatures if one.signer]
    assert names == ["Ann Example", "Bob Example", "Ann Example", "Bob Example"]
    assert [one.modifications for one in report.signatures] == [Modifications.SIGNATURES] * 3 + [Modifications.NONE]
    assert len({one.field for one in report.signatures}) == 4


def test_a_timestamp_makes_the_level(authority: Authority, ann: LoadedKey, clock: Clock) -> None:
    done = pades.sign(PLAIN, ann, stamper=clock, at=NOW)
    assert (done.level, clock.asked) == (Level.T, 1)
    assert check_pdf(bytes_of(done), authority.trust, at=NOW).signatures[0].level is Level.T


class TooMuch(Clock):
    """Its tokens do not fit."""

    def stamp(self, digest: bytes) -> bytes:
        token = cms.ContentInfo.load(super().stamp(digest))
        crowd = [cms.CMSAttribute({"type": "1.2.3.4", "values": [core.OctetString(bytes(20_000))]})]
        token["content"]["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes(crowd)
        return bytes(token.dump())


class Nonsense(Clock):
    """It answers something else."""

    def stamp(self, digest: bytes) -> bytes:
        return b"<html>busy</html>"


def test_a_failing_timestamp_costs_a_level_and_never_the_signature(
    authority: Authority, ann: LoadedKey, stamping: LoadedKey
) -> None:
    for stamper in (Silent(), Clock(stamping, imprint=bytes(32)), TooMuch(stamping), Nonsense(stamping)):
        done = pades.sign(PLAIN, ann, stamper=stamper, at=NOW)
        assert done.level is Level.B, stamper
        assert done.timestamp_failure
        assert check_pdf(bytes_of(done), authority.trust, at=NOW).verdict is Verdict.VALID


def test_a_key_that_does_not_sign_leaves_nothing_behind(ann: LoadedKey, tmp_path: Path) -> None:
    class Away(LoadedKey):
        def sign(self, data: bytes) -> bytes:
            raise SigningFailed("the token is not plugged in")

    away = Away(ann.key, ann.certificate, ann.chain)
    source = tmp_path / "in.pdf"
    source.write_bytes(PLAIN)
    with pytest.raises(SigningFailed):
        pades.sign(source, away, output=tmp_path / "out.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["in.pdf"]
    assert source.read_bytes() == PLAIN


def test_from_a_path_to_a_path(authority: Authority, ann: LoadedKey, tmp_path: Path) -> None:
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(PLAIN)
    done = pades.sign(source, ann, at=NOW, output=target)
    assert done.pdf is None
    assert source.read_bytes() == PLAIN
    assert target.read_bytes().startswith(PLAIN)
    pades.sign(target, ann, at=NOW, output=target)
    report = check_pdf(target, authority.trust, at=NOW)
    assert (report.verdict, len(report.signatures)) == (Verdict.VALID, 2)


def saved(document: pikepdf.Pdf, **options: object) -> bytes:
    target = io.BytesIO()
    document.save(target, **options)
    return target.getvalue()


def encrypted() -> bytes:
    return saved(pikepdf.open(io.BytesIO(PLAIN)), encryption=pikepdf.Encryption(owner="x", user=""))


def xfa() -> bytes:
    document = pikepdf.open(io.BytesIO(PLAIN))
    document.Root.AcroForm = pikepdf.Dictionary(XFA=document.make_stream(b"<xdp/>"), Fields=pikepdf.Array([]))
    return saved(document)


def rendered() -> bytes:
    document = pikepdf.open(io.BytesIO(PLAIN))
    document.Root.NeedsRendering = True
    return saved(document)


def locked() -> bytes:
    document = pikepdf.open(io.BytesIO(PLAIN))
    reference = pikepdf.Dictionary(
        TransformMethod=pikepdf.Name.DocMDP, TransformParams=pikepdf.Dictionary(P=1, V=pikepdf.Name("/1.2"))
    )
    signature = pikepdf.Dictionary(Type=pikepdf.Name.Sig, Reference=pikepdf.Array([reference]))
    document.Root.Perms = pikepdf.Dictionary(DocMDP=document.make_indirect(signature))
    return saved(document)


UNSIGNABLE = {
    "encrypted": (encrypted, Refusal.ENCRYPTED),
    "xfa": (xfa, Refusal.DYNAMIC),
    "needs rendering": (rendered, Refusal.DYNAMIC),
    "locked": (locked, Refusal.LOCKED),
    "empty": (lambda: b"", Refusal.BROKEN),
    "no pdf": (lambda: b"PK\x03\x04 a zip file, really", Refusal.BROKEN),
    "cut": (lambda: PLAIN[: len(PLAIN) // 2], Refusal.BROKEN),
    "no table": (lambda: PLAIN.replace(b"startxref", b"startxxxx"), Refusal.BROKEN),
}


@pytest.mark.parametrize("name", UNSIGNABLE)
def test_what_cannot_be_signed_is_refused(name: str, ann: LoadedKey) -> None:
    make, code = UNSIGNABLE[name]
    with pytest.raises(SignatureRefused) as refused:
        pades.sign(make(), ann)
    assert refused.value.code is code
    assert refused.value.message.endswith(".")


def test_a_field_is_signed_once(ann: LoadedKey) -> None:
    once = bytes_of(pades.sign(PLAIN, ann, field="Ann"))
    with pytest.raises(SignatureRefused) as refused:
        pades.sign(once, ann, field="Ann")
    assert refused.value.code is Refusal.FIELD_TAKEN


def test_a_field_for_text_is_not_signed(ann: LoadedKey) -> None:
    with pytest.raises(SignatureRefused) as refused:
        pades.sign(pdf_of("form", form=True), ann, field="Town")
    assert refused.value.code is Refusal.FIELD_UNKNOWN


def test_what_a_signature_says_of_itself(ann: LoadedKey) -> None:
    words = pades.Words(name="Анна", reason="I agree", location="Riga")
    signed = pikepdf.open(io.BytesIO(bytes_of(pades.sign(PLAIN, ann, words=words, at=NOW))))
    value = signed.Root.AcroForm.Fields[0].V
    assert (str(value.Name), str(value.Reason), str(value.Location)) == ("Анна", "I agree", "Riga")
    assert str(value.SubFilter) == "/ETSI.CAdES.detached"


def test_from_b_to_lta_and_on(authority: Authority, ann: LoadedKey, stamping: LoadedKey) -> None:
    pdf = bytes_of(pades.sign(PLAIN, ann, stamper=Clock(stamping), at=NOW))
    needed = {one.certificate.subject for one in ltv.needed_evidence(pdf, authority.chain)}
    wanted = (ann.certificate, stamping.certificate, authority.issuer.certificate)
    assert needed == {one.subject for one in wanted}
    longer = ltv.add_evidence(pdf, authority.evidence())
    assert longer is not None
    assert longer.startswith(pdf)
    assert ltv.needed_evidence(longer, authority.chain) == []
    assert check_pdf(longer, authority.trust, at=NOW).signatures[0].level is Level.LT
    archived = ltv.add_timestamp(longer, Clock(stamping))
    assert archived is not None
    assert archived.startswith(longer)
    assert ltv.decays_at(pdf) is None
    assert ltv.decays_at(archived) == stamping.certificate.not_valid_after_utc
    report = check_pdf(archived, authority.trust, at=NOW + DAY)
    assert (report.verdict, report.signatures[0].level) == (Verdict.VALID, Level.LTA)
    assert report.signatures[0].modifications is Modifications.EVIDENCE


def test_renewed_before_it_decays() -> None:
    house = Authority("Renewing")
    ann = house.person("Ann", ends=NOW + 10 * DAY)
    first = house.stamping(ends=NOW + 20 * DAY)
    second = house.stamping(begins=NOW + 10 * DAY, ends=NOW + 900 * DAY)
    pdf = bytes_of(pades.sign(PLAIN, ann, stamper=Clock(first), at=NOW))
    archived = ltv.add_timestamp(ltv.add_evidence(pdf, house.evidence()) or b"", Clock(first)) or b""
    later = NOW + 15 * DAY
    fresh = ltv.add_evidence(archived, house.evidence(later)) or b""
    renewed = ltv.add_timestamp(fresh, Clock(second, later)) or b""
    assert ltv.decays_at(renewed) == second.certificate.not_valid_after_utc
    when = NOW + 800 * DAY
    assert check_pdf(renewed, house.trust, at=when).verdict is Verdict.VALID
    assert check_pdf(renewed, house.trust, at=when).signatures[0].level is Level.LTA
    assert check_pdf(archived, house.trust, at=when).verdict is not Verdict.VALID


def test_evidence_that_is_there_is_not_added_again(authority: Authority, ann: LoadedKey) -> None:
    evidence = authority.evidence()
    once = ltv.add_evidence(bytes_of(pades.sign(PLAIN, ann, at=NOW)), evidence)
    assert once is not None
    assert ltv.add_evidence(once, evidence) == once


def test_unreadable_evidence_is_refused(ann: LoadedKey) -> None:
    for evidence in (Evidence((b"x",)), Evidence((), (b"x",)), Evidence((), (), (b"x",))):
        with pytest.raises(SignatureRefused) as refused:
            ltv.add_evidence(PLAIN, evidence)
        assert refused.value.code is Refusal.EVIDENCE_UNREADABLE


def test_a_document_timestamp_that_does_not_come(tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    with pytest.raises(TimestampFailed):
        ltv.add_timestamp(PLAIN, Silent(), output=target)
    assert list(tmp_path.iterdir()) == []
