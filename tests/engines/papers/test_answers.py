"""What titles of recipients say, read out of them; and what is no such title."""

from __future__ import annotations

import pytest

from buyer_titles import buyers, correction_buyers, fits_schema, older_buyers
from inkpost.engines.papers import NotReadable, Outcome, answered_in

SIGNED = "TUlJQg=="


@pytest.mark.parametrize(
    ("code", "outcome"), [("1", Outcome.ACCEPTED), ("2", Outcome.WITH_RESERVATIONS), ("3", Outcome.REJECTED)]
)
def test_a_title_says_how_what_was_sent_was_taken(code: str, outcome: Outcome) -> None:
    for content in (buyers("ON_NSCHFDOPPR_1", SIGNED, code, "ДОП"), older_buyers("ON_NSCHFDOPPR_1", SIGNED, code)):
        assert fits_schema(content)
        said = answered_in(content)
        assert (said.outcome, said.about, said.function) == (outcome, "ON_NSCHFDOPPR_1", "ДОП")
        assert (said.signatures, said.correction) == ((SIGNED,), False)


def test_who_says_nothing_of_it_accepts() -> None:
    plain, consent = older_buyers("ON_1", SIGNED), correction_buyers("ON_KORSCHFDOPPR_1", SIGNED)
    assert fits_schema(plain)
    assert fits_schema(consent)
    assert answered_in(plain).outcome is Outcome.ACCEPTED
    said = answered_in(consent)
    assert (said.outcome, said.correction, said.function, said.file_id) == (Outcome.ACCEPTED, True, "КСЧФДИС", "ON_3")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Файл", "File", "its root is 'File', of such titles it is 'Файл'"),
        ("Документ", "Письмо", "Файл has no element ИнфПок or Документ"),
        ("1115132", "1115131", "Файл/Документ: КНД is '1115131', valid are 1115132, 1115128"),
        ("ИдИнфПрод", "ИдИнф", "Файл/Документ has no element ИдИнфПрод"),
        ("ИдФайлИнфПр", "Ид", "Файл/Документ/ИдИнфПрод has no attribute ИдФайлИнфПр"),
        ("СодФХЖ4", "СодФХЖ", "has no element СодФХЖ4"),
        ("СвПрин", "СвПр", "Файл/Документ/СодФХЖ4 has no element СвПрин"),
        (' Функция="СЧФДОП"', "", "Файл/Документ/СодФХЖ4 has no attribute Функция"),
        ('КодИтога="1"', 'КодИтога="4"', "КодСодОпер: КодИтога is '4', valid are 1, 2, 3"),
        ('КодИтога="1"', "", "КодСодОпер has no attribute КодИтога"),
    ],
)
def test_what_is_missing_or_wrong_is_named(old: str, new: str, words: str) -> None:
    content = buyers("ON_1", SIGNED).decode("cp1251")
    assert old in content
    with pytest.raises(NotReadable, match=words):
        answered_in(content.replace(old, new).encode("cp1251"))
