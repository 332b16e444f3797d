"""German: ein Euro, eine Hrywnja, einhundertein Euro, einundzwanzig Euro, eine Million Euro."""

from __future__ import annotations

from inkpost.engines.wording.words.base import Gender, Language, counted, currencies, groups, spaced, split

_SMALL = split(
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn "
    "sechzehn siebzehn achtzehn neunzehn"
)
_TENS = split("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
_ROOTS = split("Milli Billi Trilli Quadrilli Quintilli")
_SCALES = [form for root in _ROOTS for form in ((f"{root}on", f"{root}onen"), (f"{root}arde", f"{root}arden"))]


def _below_thousand(number: int, one: str) -> str:
    hundreds, rest = divmod(number, 100)
    text = f"{_SMALL[hundreds]}hundert" if hundreds else ""
    if rest < 20:
        return text + (one if rest == 1 else _SMALL[rest] if rest else "")
    tens, ones = divmod(rest, 10)
    return text + (f"{_SMALL[ones]}und" if ones else "") + _TENS[tens - 2]


def _below_million(number: int, one: str) -> str:
    thousands, rest = divmod(number, 1000)
    return (f"{_below_thousand(thousands, 'ein')}tausend" if thousands else "") + _below_thousand(rest, one)


def _cardinal(number: int, gender: Gender) -> str:
    if not number:
        return _SMALL[0]
    millions, rest = divmod(number, 10**6)
    words = [f"{_below_thousand(group, 'eine')} {_SCALES[power][group > 1]}" for power, group in groups(millions)]
    if rest:
        words.append(_below_million(rest, "eine" if gender is Gender.FEMININE else "ein"))
    return " ".join(words)


GERMAN = Language(
    cardinal=_cardinal,
    count=counted(_cardinal, spaced),
    minus="minus",
    joiner=" und ",
    currencies=currencies("""
        EUR = m Euro; m Cent
        USD = m Dollar; m Cent
        GBP = n Pfund; m Penny/Pence
        RUB = m Rubel; f Kopeke/Kopeken
        BYN = m belarussischer Rubel/belarussische Rubel; f Kopeke/Kopeken
        UAH = f Hrywnja; f Kopijka/Kopijky
        KZT = m Tenge; m Tiyn
        PLN = m Zloty; m Grosz/Groszy
        BRL = m Real/Reais; m Centavo/Centavos
        MXN = m Peso/Pesos; m Centavo/Centavos
        JPY = m Yen; m Sen
    """),
)
