"""English: British with «and» before tens and ones, American without it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from inkpost.engines.wording.words.base import Gender, Language, counted, currencies, groups, spaced, split

_SMALL = split(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = split("twenty thirty forty fifty sixty seventy eighty ninety")
_SCALES = split(
    "thousand million billion trillion quadrillion quintillion sextillion septillion octillion nonillion decillion"
)


def _tens(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")


def _group(group: int, link: str) -> str:
    hundreds, rest = divmod(group, 100)
    if not hundreds:
        return _tens(rest)
    return f"{_SMALL[hundreds]} hundred" + (f"{link}{_tens(rest)}" if rest else "")


def _cardinal(link: str) -> Callable[[int, Gender], str]:
    def cardinal(number: int, _: Gender) -> str:
        if not number:
            return _SMALL[0]
        text = ""
        for power, group in groups(number):
            joint = link if not power and group < 100 else " "
            text += (joint if text else "") + _group(group, link) + (f" {_SCALES[power - 1]}" if power else "")
        return text

    return cardinal


_british, _american = _cardinal(" and "), _cardinal(" ")

BRITISH = Language(
    cardinal=_british,
    count=counted(_british, spaced),
    minus="minus",
    joiner=" and ",
    currencies=currencies("""
        GBP = n pound/pounds; n penny/pence
        USD = n dollar/dollars; n cent/cents
        EUR = n euro/euros; n cent/cents
        RUB = n ruble/rubles; n kopeck/kopecks
        BYN = n Belarusian ruble/Belarusian rubles; n kopeck/kopecks
        UAH = n hryvnia/hryvnias; n kopiyka/kopiykas
        KZT = n tenge; n tiyn
        PLN = n zloty/zlotys; n grosz/groszy
        BRL = n real/reais; n centavo/centavos
        MXN = n peso/pesos; n centavo/centavos
        JPY = n yen; n sen
    """),
)
AMERICAN = replace(BRITISH, cardinal=_american, count=counted(_american, spaced))
