"""Names of people: their parts in the order of a format, and in a grammatical case."""

from __future__ import annotations

import re
from collections.abc import Mapping

from inkpost.engines.wording.locales import region_locale
from inkpost.engines.wording.modifiers import Modifier
from inkpost.engines.wording.names.cases import Case, Part, Sex, rules_for, sex_by_patronymic
from inkpost.engines.wording.plain import part, plain_text
from inkpost.model.fields import FieldDescription, RegionFormat, Value

_NAME_PART = re.compile(r"#(TITLE|NAME|LAST_NAME|SECOND_NAME)(_SHORT)?#")
_SPACES = re.compile(r" {2,}")
_DECLINED = {"NAME": Part.FIRST, "SECOND_NAME": Part.PATRONYMIC, "LAST_NAME": Part.LAST}


def name_text(value: Value, description: FieldDescription, modifier: Modifier, region: RegionFormat) -> str:
    """A name in the placeholder's, the field's or the region's format; parts that are missing leave no gap.

    A name that is one text stays as it is, unless a format or a case is asked for and its patronymic shows which
    word is which.
    """
    own = modifier.options.get("format") or description.format.get("format")
    case = _case(modifier.options.get("case") or description.format.get("case", ""))
    if isinstance(value, Mapping):
        return written(value, own or region.name_format, case, region)
    text = plain_text(value)
    taken = _taken_apart(text) if own or case is not Case.NOMINATIVE else None
    return written(taken[0], own or taken[1], case, region) if taken is not None else text


def _case(text: str) -> Case:
    return Case(int(text)) if re.fullmatch(r"\s*[0-4]\s*", text, re.ASCII) else Case.NOMINATIVE


def written(name: Mapping[str, Value], pattern: str, case: Case, region: RegionFormat) -> str:
    """The parts of a name in the order of a pattern and in a case."""
    sex = _sex(name)
    declines = sex is not None and case is not Case.NOMINATIVE
    parts = (part(name, key) for key in _DECLINED)
    decline = rules_for(parts, region_locale(region).language) if declines else None

    def shown(match: re.Match[str]) -> str:
        text = part(name, match[1])
        if match[2]:
            return f"{text[0].upper()}." if text else text
        if decline is None or sex is None or not text or match[1] not in _DECLINED:
            return text
        return decline(text, _DECLINED[match[1]], sex, case)

    return _SPACES.sub(" ", _NAME_PART.sub(shown, pattern)).strip()


def _sex(name: Mapping[str, Value]) -> Sex | None:
    """As it is told; otherwise as the patronymic shows."""
    told = part(name, "GENDER").upper()[:1]
    return Sex(told) if told in ("M", "F") else sex_by_patronymic(part(name, "SECOND_NAME"))


def _taken_apart(text: str) -> tuple[dict[str, Value], str] | None:
    """The parts of three words of which one is a patronymic, with the format they were in."""
    words = text.split()
    if len(words) != 3:
        return None
    first, second, third = words
    if sex_by_patronymic(third) is not None:
        return {"LAST_NAME": first, "NAME": second, "SECOND_NAME": third}, "#LAST_NAME# #NAME# #SECOND_NAME#"
    if sex_by_patronymic(second) is not None:
        return {"NAME": first, "SECOND_NAME": second, "LAST_NAME": third}, "#NAME# #SECOND_NAME# #LAST_NAME#"
    return None
