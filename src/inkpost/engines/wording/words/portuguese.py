"""Brazilian Portuguese: cento e um reais, mil e duzentos, duas mil libras, um milhão de reais."""

from __future__ import annotations

from inkpost.engines.wording.words.base import Gender, Language, counted, currencies, groups, split

_SMALL = split(
    "zero um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis "
    "dezessete dezoito dezenove"
)
_TENS = split("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa")
_HUNDREDS = split("cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos")
_ROOTS = split("milh bilh trilh quatrilh quintilh sextilh septilh octilh nonilh decilh")


def _tens(number: int, gender: Gender) -> str:
    if number < 20:
        feminine = {1: "uma", 2: "duas"} if gender is Gender.FEMININE else {}
        return feminine.get(number, _SMALL[number])
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f" e {_tens(ones, gender)}" if ones else "")


def _group(group: int, gender: Gender) -> str:
    if group == 100:
        return "cem"
    hundreds, rest = divmod(group, 100)
    words = []
    if hundreds:
        text = _HUNDREDS[hundreds - 1]
        words.append(f"{text[:-2]}as" if hundreds > 1 and gender is Gender.FEMININE else text)
    if rest:
        words.append(_tens(rest, gender))
    return " e ".join(words)


def _scaled(power: int, group: int, gender: Gender) -> str:
    if power == 0:
        return _group(group, gender)
    if power == 1:
        return "mil" if group == 1 else f"{_group(group, gender)} mil"
    return f"{_group(group, Gender.MASCULINE)} {_ROOTS[power - 2]}{'ões' if group > 1 else 'ão'}"


def _cardinal(number: int, gender: Gender) -> str:
    """The last group is joined by «e» when it is below a hundred or whole hundreds."""
    if not number:
        return _SMALL[0]
    parts = list(groups(number))
    text = " ".join(_scaled(power, group, gender) for power, group in parts[:-1])
    power, group = parts[-1]
    link = " e " if group < 100 or group % 100 == 0 else " "
    return (f"{text}{link}" if text else "") + _scaled(power, group, gender)


def _link(number: int, form: str) -> str:
    return f" de {form}" if number and number % 10**6 == 0 else f" {form}"


PORTUGUESE = Language(
    cardinal=_cardinal,
    count=counted(_cardinal, _link),
    minus="menos",
    joiner=" e ",
    currencies=currencies("""
        BRL = m real/reais; m centavo/centavos
        USD = m dólar/dólares; m centavo/centavos
        EUR = m euro/euros; m centavo/centavos
        GBP = f libra esterlina/libras esterlinas; m pêni/pence
        MXN = m peso/pesos; m centavo/centavos
        RUB = m rublo/rublos; m copeque/copeques
        BYN = m rublo bielorrusso/rublos bielorrussos; m copeque/copeques
        UAH = f hryvnia/hryvnias; f kopiyka/kopiykas
        KZT = m tenge/tenges; m tiyn/tiyns
        PLN = m zloty/zlotys; m grosz/groszy
        JPY = m iene/ienes; m sen/sens
    """),
)
