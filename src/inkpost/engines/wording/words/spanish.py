"""Spanish: un peso, veintiún pesos, doscientas libras, mil pesos, un millón de pesos."""

from __future__ import annotations

from inkpost.engines.wording.words.base import Gender, Language, counted, currencies, groups, split

_SMALL = split(
    "cero un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve veinte veintiún veintidós veintitrés veinticuatro veinticinco "
    "veintiséis veintisiete veintiocho veintinueve"
)
_TENS = split("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_HUNDREDS = split(
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)
_SCALES = split("millón/millones billón/billones trillón/trillones cuatrillón/cuatrillones quintillón/quintillones")


def _tens(number: int, gender: Gender) -> str:
    feminine = gender is Gender.FEMININE
    if number < 30:
        return {1: "una", 21: "veintiuna"}.get(number, _SMALL[number]) if feminine else _SMALL[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens - 3] + (f" y {_tens(ones, gender)}" if ones else "")


def _group(group: int, gender: Gender, ones: Gender) -> str:
    """``ones`` is the gender of a final one, which before «mil» stays masculine."""
    hundreds, rest = divmod(group, 100)
    if group == 100:
        return "cien"
    words = []
    if hundreds:
        text = _HUNDREDS[hundreds - 1]
        words.append(f"{text[:-2]}as" if hundreds > 1 and gender is Gender.FEMININE else text)
    if rest:
        words.append(_tens(rest, ones))
    return " ".join(words)


def _below_million(number: int, gender: Gender) -> str:
    thousands, rest = divmod(number, 1000)
    words = []
    if thousands:
        words.append("mil" if thousands == 1 else f"{_group(thousands, gender, Gender.MASCULINE)} mil")
    if rest:
        words.append(_group(rest, gender, gender))
    return " ".join(words)


def _cardinal(number: int, gender: Gender) -> str:
    if not number:
        return _SMALL[0]
    words = []
    for power, group in groups(number, 10**6):
        if not power:
            words.append(_below_million(group, gender))
            continue
        scale = _SCALES[power - 1].split("/")[group > 1]
        words.append(f"{_below_million(group, Gender.MASCULINE)} {scale}")
    return " ".join(words)


def _link(number: int, form: str) -> str:
    return f" de {form}" if number and number % 10**6 == 0 else f" {form}"


SPANISH = Language(
    cardinal=_cardinal,
    count=counted(_cardinal, _link),
    minus="menos",
    joiner=" con ",
    currencies=currencies("""
        EUR = m euro/euros; m céntimo/céntimos
        MXN = m peso/pesos; m centavo/centavos
        USD = m dólar/dólares; m centavo/centavos
        GBP = f libra esterlina/libras esterlinas; m penique/peniques
        RUB = m rublo/rublos; m kopek/kopeks
        BYN = m rublo bielorruso/rublos bielorrusos; m kopek/kopeks
        UAH = f grivna/grivnas; f kopiyka/kopiykas
        KZT = m tenge/tenges; m tiyn/tiyns
        PLN = m zloty/zlotys; m grosz/groszy
        BRL = m real/reales; m centavo/centavos
        JPY = m yen/yenes; m sen/senes
    """),
)
