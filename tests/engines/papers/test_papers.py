"""Papers are read as they were written, and fit the tax service's schemas where these are at hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from lxml import etree

from inkpost.engines.papers import NotReadable, NotWritable, Paper, PaperKind, PaperPower, paper_of, signer_of, xml_of
from inkpost.engines.papers.forms import FORMS
from inkpost.engines.papers.signers import PositionSource
from papers import AT, NAMES, OPERATOR, OURS, SCHEMAS, SIGNER, THEIRS, check_schema, papers

RECEIPT = Paper(PaperKind.RECEIPT, "1.03", "DP_IZVPOL_x", OURS, "letter", ("MIIB",), THEIRS, AT, signer=SIGNER)


@settings(max_examples=150, deadline=None)
@given(papers())
def test_what_was_written_is_read_again(paper: Paper) -> None:
    content = xml_of(paper)
    assert content.startswith(b"<?xml version='1.0' encoding='windows-1251'?>")
    assert paper_of(content) == paper
    assert paper_of(content, paper.kind) == paper
    assert xml_of(paper) == content


@pytest.mark.skipif(not SCHEMAS.is_dir(), reason="INKPOST_DIADOC_XSD names no folder with the schemas")
@settings(max_examples=300, deadline=None)
@given(papers())
def test_what_is_written_fits_the_schema(paper: Paper) -> None:
    check_schema(xml_of(paper))


def test_every_version_has_a_schema_to_be_compared_with() -> None:
    assert set(NAMES) == {(kind, version) for kind, versions in FORMS.items() for version in versions}


def test_a_receipt_says_who_received_what_and_when() -> None:
    root = etree.fromstring(xml_of(RECEIPT))
    assert root.find("Документ").get("КНД") == "1115110"
    assert root.find("Документ/УчастЭДО/ЮЛ").get("НаимОрг") == "ООО «Вектор»"
    assert root.find("Документ/ОтпрДок/ИП/ФИО").get("Имя") == "Пётр"
    body = root.find("Документ/СвИзвПолуч")
    assert (body.get("ДатаПол"), body.get("ВремяПол")) == ("04.03.2026", "15.16.17")
    assert root.find("Документ/Подписант").get("Должн") == "Бухгалтер"


def test_a_letter_that_the_encoding_lacks_is_kept() -> None:
    notice = replace(RECEIPT, kind=PaperKind.NOTICE, text="Цена 5 ₸, 漢字\r\n\tи ещё & <b> \U000e0001\x98")
    assert "漢" not in xml_of(notice).decode("windows-1251")
    assert paper_of(xml_of(notice)).text == notice.text


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        (replace(RECEIPT, about="a\0b"), "XML"),
        (replace(RECEIPT, about="\ud800"), "surrogates|XML"),
        (replace(RECEIPT, signatures=()), "not signed"),
        (replace(RECEIPT, signer=None), "no signer"),
        (replace(RECEIPT, version="1.02", signer=replace(SIGNER, position="")), "no position"),
        (replace(RECEIPT, file_id="x" * 256), "256 characters"),
    ],
)
def test_what_cannot_be_written_is_refused(paper: Paper, words: str) -> None:
    with pytest.raises(NotWritable, match=words):
        xml_of(paper)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("<СвИзвПолуч", "<СвИзвПолучx", "XML"),
        ('КНД="1115110"', 'КНД="1"', "Файл/Документ: КНД is '1'"),
        ('ВерсФорм="1.03"', 'ВерсФорм="9"', "Файл: ВерсФорм is '9', valid are 1.03, 1.02, 1.01"),
        ('ВерсФорм="1.03"', 'ВерсФорм="1.02"', "no attribute ИмяПостФайла"),
        ('ДатаПол="04.03.2026"', 'ДатаПол="30.02.2026"', "ДатаПол is '30.02.2026', a date"),
        ('ВремяПол="15.16.17"', 'ВремяПол="25.16.17"', "ВремяПол is '25.16.17', a time"),
        ('ВремяПол="15.16.17"', "", "Файл/Документ/СвИзвПолуч has no attribute ВремяПол"),
        ('ИННЮЛ="7707083893"', 'ИННЮЛ="77"', "Файл/Документ/УчастЭДО/ЮЛ: ИННЮЛ is '77'"),
        ('КПП="770701001"', 'КПП="7"', "КПП is '7'"),
        ("MIIB", " ", "no element ЭППолФайл, or an empty one"),
        ('ИмяПолФайла="letter"', "", "Файл/Документ/СвИзвПолуч/СведПолФайл has no attribute ИмяПолФайла"),
        ("<Документ", '<Документ xmlns="urn:x"', "Файл has no element Документ"),
    ],
)
def test_what_cannot_be_read_is_named(old: str, new: str, words: str) -> None:
    text = xml_of(RECEIPT).decode("windows-1251")
    assert old in text
    with pytest.raises(NotReadable, match=words):
        paper_of(text.replace(old, new).encode("windows-1251"))


def test_a_paper_of_another_kind_is_refused() -> None:
    revocation = replace(RECEIPT, kind=PaperKind.REVOCATION, version="1.02", at=None)
    with pytest.raises(NotReadable, match="none of DP_IZVPOL"):
        paper_of(xml_of(revocation), PaperKind.RECEIPT)
    with pytest.raises(NotReadable, match=r"none of DP_PRANNUL \(no КНД\)"):
        paper_of(xml_of(RECEIPT), PaperKind.REVOCATION)


def test_the_operator_tells_both_ends() -> None:
    paper = Paper(PaperKind.PASSED, "1.03", "DP_PDOTPR_x", OPERATOR, "f", ("MIIB",), OURS, AT, receiver=THEIRS)
    assert paper_of(xml_of(paper)) == paper


SIGNER_XML = """<?xml version="1.0" encoding="UTF-8"?>
<Signer SignerStatus="2" SignatureType="1">
 <Certificate CertificateThumbprint="AB12"/>
 <Fio LastName="Петров" FirstName="Пётр" MiddleName="Ильич"/>
 <Position PositionSource="Manual">Директор</Position>
 <PowerOfAttorney>%s</PowerOfAttorney>
</Signer>"""
MANUAL = (
    '<Electronic MethodOfProviding="1"><Manual RegistrationNumber="4a743152-e772-4249-9a47-e2e290258e79"'
    ' RegistrationDate="17.09.2018" InternalDate="18.09.2018"/></Electronic>'
)


def test_a_signer_is_read() -> None:
    found = signer_of((SIGNER_XML % MANUAL).encode())
    assert (found.thumbprint, found.status, found.signature) == ("AB12", "2", "1")
    assert (found.position_source, found.position) == (PositionSource.MANUAL, "Директор")
    assert found.fio is not None
    assert found.fio.middle == "Ильич"
    assert found.power is not None
    assert found.power.issued.year == 2018
    paper = signer_of((SIGNER_XML % '<Paper InternalNumber="7" RegistrationDate="01.02.2020"/>').encode()).power
    assert isinstance(paper, PaperPower)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<x/>", "root is 'x'"),
        ('<Signer SignerStatus="9"/>', "SignerStatus is '9', valid are 1, 2, 3"),
        ("<Signer><Position/></Signer>", "Signer/Position has no attribute PositionSource"),
        ('<Signer><Certificate CertificateBytes="#"/></Signer>', "no base64"),
        ("<Signer><PowerOfAttorney/></Signer>", "has no element Electronic or Paper"),
        (SIGNER_XML % '<Electronic><Storage UseDefault="true"/></Electronic>', "not kept here"),
        (SIGNER_XML % MANUAL.replace("17.09.2018", "2018"), "a date is written"),
    ],
)
def test_what_a_signer_lacks_is_named(content: str, words: str) -> None:
    with pytest.raises(NotReadable, match=words):
        signer_of(content.encode())
