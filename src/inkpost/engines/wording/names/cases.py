"""The grammatical cases of names, in Russian and in Ukrainian."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import TypeAlias

from pytrovich.enums import Case as RussianCase
from pytrovich.enums import Gender, NamePart
from pytrovich.maker import PetrovichDeclinationMaker

from inkpost.engines.wording.names import ukrainian


class Case(IntEnum):
    """Numbered as templates and callers write them, from the genitive on: docs/modifiers.md names the source."""

    NOMINATIVE = -1
    GENITIVE = 0
    DATIVE = 1
    ACCUSATIVE = 2
    INSTRUMENTAL = 3
    PREPOSITIONAL = 4
    """In Ukrainian the locative."""


class Part(StrEnum):
    FIRST = "first"
    PATRONYMIC = "patronymic"
    LAST = "last"


class Sex(StrEnum):
    MALE = "M"
    FEMALE = "F"


_LONGEST = 300
_MALE = re.compile(r".+(ович|евич|йович|ьович|ич|іч|оглы|оглу|улы|ұлы)", re.I)
_FEMALE = re.compile(r".+(овна|евна|івна|ївна|ична|ишна|кызы|қызы)", re.I)
_RUSSIAN_LETTERS = re.compile(r"[а-яё\s'’ʼ.-]+", re.I)
_UKRAINIAN_LETTERS = re.compile(r"[абвгґдеєжзиіїйклмнопрстуфхцчшщьюя\s'’ʼ.-]+", re.I)
_ONLY_UKRAINIAN = re.compile("[їєґ]", re.I)


def sex_by_patronymic(patronymic: str) -> Sex | None:
    """Петрович is a man's, Петровна a woman's; of others nothing is known."""
    word = patronymic.strip()
    if _FEMALE.fullmatch(word):
        return Sex.FEMALE
    return Sex.MALE if _MALE.fullmatch(word) else None


Decline: TypeAlias = Callable[[str, Part, Sex, Case], str]


def rules_for(names: Iterable[str], language: str) -> Decline | None:
    """The rules by which all parts of a name are declined; None when it is neither Russian nor Ukrainian.

    Ukrainian rules count where the language (CLDR) is Ukrainian, and for names that only its letters can write.
    """
    text = " ".join(names)
    if len(text) > _LONGEST:
        return None
    if (language == "uk" or _ONLY_UKRAINIAN.search(text)) and _UKRAINIAN_LETTERS.fullmatch(text):
        return _ukrainian
    return _russian if _RUSSIAN_LETTERS.fullmatch(text) else None


def _ukrainian(text: str, part: Part, sex: Sex, case: Case) -> str:
    return ukrainian.declined(text, part.value, sex is Sex.FEMALE, case.value)


_RUSSIAN_PARTS = {
    Part.FIRST: NamePart.FIRSTNAME,
    Part.PATRONYMIC: NamePart.MIDDLENAME,
    Part.LAST: NamePart.LASTNAME,
}
_RUSSIAN_CASES = {
    Case.GENITIVE: RussianCase.GENITIVE,
    Case.DATIVE: RussianCase.DATIVE,
    Case.ACCUSATIVE: RussianCase.ACCUSATIVE,
    Case.INSTRUMENTAL: RussianCase.INSTRUMENTAL,
    Case.PREPOSITIONAL: RussianCase.PREPOSITIONAL,
}


@lru_cache(maxsize=1)
def _maker() -> PetrovichDeclinationMaker:
    return PetrovichDeclinationMaker()


def _russian(text: str, part: Part, sex: Sex, case: Case) -> str:
    gender = Gender.MALE if sex is Sex.MALE else Gender.FEMALE
    capitals = text.isupper() and len(text) > 1
    # The rules put small endings to capitals.
    found = _maker().make(_RUSSIAN_PARTS[part], gender, _RUSSIAN_CASES[case], text.title() if capitals else text)
    return str(found).upper() if capitals else str(found)
