"""Kazakh: no genders, and the noun stays as it is; documents say «бір жүз» and «бір мың»."""

from __future__ import annotations

from collections.abc import Iterator

from inkpost.engines.wording.words.base import Gender, Language, Noun, currencies, groups, split

_ONES = split("бір екі үш төрт бес алты жеті сегіз тоғыз")
_TENS = split("он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан")
_SCALES = split(
    "мың миллион миллиард триллион квадриллион квинтиллион секстиллион септиллион октиллион нониллион дециллион"
)


def _cardinal(number: int, _: Gender) -> str:
    return " ".join(_words(number)) if number else "нөл"


def _words(number: int) -> Iterator[str]:
    for power, group in groups(number):
        hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
        if hundreds:
            yield f"{_ONES[hundreds - 1]} жүз"
        if tens:
            yield _TENS[tens - 1]
        if ones:
            yield _ONES[ones - 1]
        if power:
            yield _SCALES[power - 1]


def _count(number: int, of: Noun) -> str:
    return f"{_cardinal(number, of.gender)} {of.forms[0]}"


KAZAKH = Language(
    cardinal=_cardinal,
    count=_count,
    minus="минус",
    joiner=" ",
    currencies=currencies("""
        KZT = n теңге; n тиын
        RUB = n рубль; n копейка
        BYN = n Беларусь рублі; n копейка
        USD = n доллар; n цент
        EUR = n еуро; n цент
        GBP = n фунт стерлинг; n пенс
        UAH = n гривна; n копейка
        PLN = n злотый; n грош
        BRL = n реал; n сентаво
        MXN = n песо; n сентаво
        JPY = n иена; n сен
    """),
)
