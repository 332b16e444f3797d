"""Rules for Ukrainian names, by their endings.

A dozen rules for each part of a name, the more special before the more general. What endings alone cannot tell
(Гончар: Гончара or Гончаря) follows the more frequent pattern. Of the parallel endings of the dative and the
locative of men the dative has -у/-ю and the locative -ові/-еві/-єві.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """For words that end so: how many letters go, and the endings of genitive to locative.

    Instead of the number of letters ``stem`` may say what the ending becomes (Кравець → Кравц).
    """

    ending: re.Pattern[str]
    endings: tuple[str, ...]
    drop: int = 0
    stem: str | None = None

    def apply(self, word: str, case: int) -> str | None:
        match = self.ending.search(word)
        if match is None:
            return None
        stem = (
            word[: match.start()] + match.expand(self.stem) if self.stem is not None else word[: len(word) - self.drop]
        )
        ending = self.endings[case]
        if ending == "і":
            stem = _softened(stem)
        return word if ending == "=" else stem + ending


def _softened(stem: str) -> str:
    """г, к, х before the -і of the dative and locative: Ольга → Ользі, Лука → Луці."""
    return stem[:-1] + {"г": "з", "к": "ц", "х": "с"}.get(stem[-1:], stem[-1:])


def _rule(ending: str, endings: str, drop: int = 0, stem: str | None = None) -> Rule:
    return Rule(re.compile(f"(?:{ending})$"), tuple(endings.split()), drop, stem)


_HARD, _SOFT, _AFTER_VOWEL, _MIXED = "а у а ом ові", "я ю я ем еві", "я ю я єм єві", "а у а ем еві"
_WOMEN = (
    _rule("[’'ʼ]я", "ї ї ю єю ї", 1),
    _rule("[аеєиіїоуюя]я", "ї ї ю єю ї", 1),
    _rule("я", "і і ю ею і", 1),
    _rule("[жчшщ]а", "і і у ею і", 1),
    _rule("а", "и і у ою і", 1),
)
_MEN = (
    _rule("ець", "я ю я ем еві", stem="ц"),
    _rule("ь", _SOFT, 1),
    _rule("й", _AFTER_VOWEL, 1),
    _rule("о", _HARD, 1),
    _rule("[жчшщ]", _MIXED),
    _rule("[бвгґдзклмнпрстфхц]", _HARD),
)
_FIRST_MEN = (
    _rule("^(Ант|Прок|Фед|Сид|Никан|Як)і(н|п|р|в)", _HARD, stem=r"\1о\2"),
    _rule("^(Ігор|Лазар)", _SOFT),
    *_WOMEN,
    *_MEN,
)
_FIRST_WOMEN = (
    _rule("^Любов", "і і = ’ю і"),
    _rule("(ль|нь|ть)", "і і = = і", 1),
    *_WOMEN,
)
_PATRONYMICS = (
    _rule("ич|іч", "а у а ем у"),
    _rule("на", "и і у ою і", 1),
)
_LAST_MEN = (
    _rule("ий", "ого ому ого им ому", 2),
    _rule("(ов|ев|єв|ів|їв|ін|їн|ин)", "а у а им і"),
    *_WOMEN,
    *_MEN,
)
_LAST_WOMEN = (
    _rule("(ськ|цьк|зьк|ов|ев|єв|ін|їн|шин)а", "ої ій у ою ій", 1),
    *_WOMEN,
)
_RULES = {
    ("first", False): _FIRST_MEN,
    ("first", True): _FIRST_WOMEN,
    ("patronymic", False): _PATRONYMICS,
    ("patronymic", True): _PATRONYMICS,
    ("last", False): _LAST_MEN,
    ("last", True): _LAST_WOMEN,
}


def declined(text: str, part: str, female: bool, case: int) -> str:
    """A part of a name (``first``, ``patronymic``, ``last``) in case 0 (genitive) to 4 (locative).

    Each word of it on its own, those joined by hyphens too; words that no rule knows stay as they are.
    """
    rules = _RULES[part, female]
    return re.sub(r"[^\s-]+", lambda match: _word(match[0], rules, case), text)


def _word(word: str, rules: Iterable[Rule], case: int) -> str:
    shape = word if word[1:].islower() else word.capitalize()
    found = (rule.apply(shape, case) for rule in rules)
    changed = next((each for each in found if each is not None), shape)
    if changed == shape:
        return word
    return changed.upper() if word.isupper() and len(word) > 1 else changed
