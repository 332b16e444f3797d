"""Ukrainian: одна гривня, дві гривні, п’ять гривень; 2 to 4 with the nominative plural."""

from __future__ import annotations

from inkpost.engines.wording.words.base import Language, currencies, noun, split
from inkpost.engines.wording.words.slavic import Numerals

_ROOTS = "мільйон мільярд трильйон квадрильйон квінтильйон секстильйон септильйон октильйон нонільйон децильйон"
_NUMERALS = Numerals(
    zero="нуль",
    one=("один", "одна", "одне"),
    two=("два", "дві", "два"),
    small=split(
        "три чотири п’ять шість сім вісім дев’ять десять одинадцять дванадцять тринадцять чотирнадцять "
        "п’ятнадцять шістнадцять сімнадцять вісімнадцять дев’ятнадцять"
    ),
    tens=split("двадцять тридцять сорок п’ятдесят шістдесят сімдесят вісімдесят дев’яносто"),
    hundreds=split("сто двісті триста чотириста п’ятсот шістсот сімсот вісімсот дев’ятсот"),
    scales=(noun("f тисяча/тисячі/тисяч"), *(noun(f"m {root}/{root}и/{root}ів") for root in split(_ROOTS))),
)

UKRAINIAN = Language(
    cardinal=_NUMERALS.cardinal,
    count=_NUMERALS.count,
    minus="мінус",
    joiner=" ",
    currencies=currencies("""
        UAH = f гривня/гривні/гривень; f копійка/копійки/копійок
        RUB = m рубль/рублі/рублів; f копійка/копійки/копійок
        BYN = m білоруський рубль/білоруські рублі/білоруських рублів; f копійка/копійки/копійок
        USD = m долар/долари/доларів; m цент/центи/центів
        EUR = n євро; m цент/центи/центів
        GBP = m фунт стерлінгів/фунти стерлінгів/фунтів стерлінгів; m пенс/пенси/пенсів
        KZT = n тенге; m тиїн/тиїни/тиїнів
        PLN = m злотий/злоті/злотих; m грош/гроші/грошів
        BRL = m реал/реали/реалів; n сентаво
        MXN = n песо; n сентаво
        JPY = f єна/єни/єн; f сена/сени/сен
    """),
)
