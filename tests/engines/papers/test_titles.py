"""What titles say of themselves, in both forms of the transfer document and in that of the correction."""

from __future__ import annotations

from datetime import date

import pytest

from inkpost.engines.papers import NotReadable, said_of
from inkpost.engines.papers.titles import Original
from papers import UKD, UPD_501, UPD_503, encoded


def test_a_transfer_document_of_the_newer_form() -> None:
    said = said_of(encoded(UPD_503))
    assert said.file_id.startswith("ON_NSCHFDOPPR_")
    assert (said.version, said.function, said.number, said.day) == ("5.03", "СЧФДОП", "А-17/3", date(2026, 3, 4))
    assert (said.total, said.vat, said.currency) == ("1316.55", "211.05", "643")
    assert dict(said.vat_by_rate) == {"10": "10.05", "18": "0", "20": "201.00"}
    assert (said.seller_inn, said.buyer_inn) == ("7707083893", "500100732259")
    assert said.grounds == "Договор №5 от 01.02.2026; Заявка №9"
    assert not said.correction


def test_one_of_the_older_form() -> None:
    said = said_of(encoded(UPD_501))
    assert (said.version, said.function, said.number, said.day) == ("5.01", "СЧФ", "88", date(2020, 3, 4))
    assert (said.total, said.vat, said.currency, said.revision) == ("118.00", "18.00", "840", "2")
    assert (said.seller_inn, said.buyer_inn, said.grounds) == ("500100732259", "", "Без документа-основания")
    assert dict(said.vat_by_rate)["18"] == "18.00"


def test_a_correction_says_how_sums_change_and_of_what() -> None:
    said = said_of(encoded(UKD))
    assert (said.correction, said.function, said.number) == (True, "КСЧФДИС", "К-1")
    assert (said.up, said.down, said.vat_up, said.vat_down) == ("12.00", "6.00", "2.00", "1.00")
    assert said.original == Original("А-17/3", date(2026, 3, 4), "1", date(2026, 3, 4))
    assert said.grounds == "Соглашение №2 от 01.03.2026"
    assert said.vat_by_rate == ()


@pytest.mark.parametrize(
    ("sample", "old", "new", "words"),
    [
        (UPD_503, 'НомерДок="А-17/3"', "", "Файл/Документ/СвСчФакт has no attribute НомерДок or НомерСчФ"),
        (UPD_503, 'ДатаДок="04.03.2026"', 'ДатаДок="31.02.2026"', "is '31.02.2026', a date is written"),
        (UPD_503, 'СтТовУчНалВсего="1316.55"', 'СтТовУчНалВсего="1e9"', "ВсегоОпл: СтТовУчНалВсего is '1e9', a sum"),
        (UPD_503, "<СумНал>211.05</СумНал>", "<СумНал>NaN</СумНал>", "СумНалВсего/СумНал is 'NaN', a sum"),
        (UPD_503, "<СумНал>0.90</СумНал>", "<СумНал>x</СумНал>", "СведТов/СумНал/СумНал is 'x', a sum"),
        (UPD_503, "СвСчФакт", "СвСчФактX", "Файл/Документ has no element СвСчФакт or СвКСчФ"),
        (UPD_503, "<Файл", '<Файл xmlns="urn:x"', "root is '{urn:x}Файл'"),
        (UPD_503, "ВсегоОпл", "Всего", "Файл/Документ/ТаблСчФакт has no element ВсегоОпл"),
        (UPD_503, 'РеквДатаДок="01.02.2026"', 'РеквДатаДок="x"', "ОснПер is 'x', a date"),
        (UKD, "<СчФ ", "<СчФакт ", "XML"),
        (UKD, 'НомерСчФ="А-17/3"', "", "СвКСчФ/СчФ has no attribute НомерСчФ"),
    ],
)
def test_what_is_missing_or_wrong_is_named(sample: str, old: str, new: str, words: str) -> None:
    assert old in sample
    with pytest.raises(NotReadable, match=words):
        said_of(encoded(sample.replace(old, new)))
