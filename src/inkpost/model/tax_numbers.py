"""The numbers that a legal person goes by: INN, KPP, OGRN, and whether their check digits hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_KPP: Final = re.compile(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}")
_COMPANY: Final = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_PERSON_FIRST: Final = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_PERSON_SECOND: Final = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
OPERATOR: Final = "2IP"
"""What the identifiers of participants begin with: this operator's."""


def inn_fault(inn: str) -> str:
    """What is wrong with an INN; empty where nothing is."""
    if not (inn.isascii() and inn.isdigit()) or len(inn) not in (10, 12):
        return "takes 10 digits of a company or 12 of an individual"
    weights = (_COMPANY,) if len(inn) == 10 else (_PERSON_FIRST, _PERSON_SECOND)
    for each in weights:
        if int(inn[len(each)]) != _check_digit(inn, each):
            return f"has a wrong check digit: digit {len(each) + 1} would be {_check_digit(inn, each)}"
    return ""


def kpp_fault(kpp: str) -> str:
    """What is wrong with a KPP; empty where nothing is."""
    return "" if _KPP.fullmatch(kpp) else "takes 9 characters: digits, the fifth and sixth may be capital Latin letters"


def ogrn_fault(ogrn: str) -> str:
    """What is wrong with an OGRN; empty where nothing is."""
    if not (ogrn.isascii() and ogrn.isdigit()) or len(ogrn) not in (13, 15):
        return "takes 13 digits of a company or 15 of an individual"
    right = str(int(ogrn[:-1]) % (len(ogrn) - 2))[-1]
    return "" if ogrn[-1] == right else f"has a wrong check digit: the last would be {right}"


def company_inn(nine: str) -> str:
    """The INN of a company out of its first nine digits."""
    return f"{nine}{_check_digit(nine, _COMPANY)}"


def _check_digit(digits: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11 % 10
