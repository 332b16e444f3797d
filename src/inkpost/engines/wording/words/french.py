"""French: vingt et un euros, quatre-vingts, deux cents, deux cent mille, un million d'euros."""

from __future__ import annotations

from inkpost.engines.wording.words.base import Gender, Language, Noun, currencies, form, groups, split

_SMALL = split(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
)
_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}
_ROOTS = split("milli billi trilli quadrilli quintilli")
_SCALES = [name for root in _ROOTS for name in (f"{root}on", f"{root}ard")]


def _below_twenty(number: int, one: str) -> str:
    return one if number == 1 else _SMALL[number]


def _tens(number: int, one: str, *, last: bool) -> str:
    """``last`` when nothing that takes its plural away follows: quatre-vingts, but quatre-vingt mille."""
    if number < 20:
        return _below_twenty(number, one)
    if number >= 80:
        rest = number - 80
        return f"quatre-vingt-{_below_twenty(rest, one)}" if rest else "quatre-vingts" if last else "quatre-vingt"
    tens = min(number // 10, 6)
    rest = number - 10 * tens
    link = " et " if rest in (1, 11) else "-"
    return _TENS[tens] + (f"{link}{_below_twenty(rest, one)}" if rest else "")


def _group(group: int, one: str, *, last: bool) -> str:
    hundreds, rest = divmod(group, 100)
    if not hundreds:
        return _tens(rest, one, last=last)
    text = f"{_SMALL[hundreds]} cent" if hundreds > 1 else "cent"
    if rest:
        return f"{text} {_tens(rest, one, last=last)}"
    return f"{text}s" if hundreds > 1 and last else text


def _cardinal(number: int, gender: Gender) -> str:
    if not number:
        return _SMALL[0]
    words = []
    for power, group in groups(number):
        if power == 0:
            words.append(_group(group, "une" if gender is Gender.FEMININE else "un", last=True))
        elif power == 1:
            words.append("mille" if group == 1 else f"{_group(group, 'un', last=False)} mille")
        else:
            words.append(f"{_group(group, 'un', last=True)} {_SCALES[power - 2]}{'s' if group > 1 else ''}")
    return " ".join(words)


def _count(number: int, of: Noun) -> str:
    """0 and 1 take the singular; round millions take «de»."""
    name = form(of, int(number > 1))
    link = " "
    if number and number % 10**6 == 0:
        link = " d’" if name[0] in "aeioué" else " de "
    return f"{_cardinal(number, of.gender)}{link}{name}"


FRENCH = Language(
    cardinal=_cardinal,
    count=_count,
    minus="moins",
    joiner=" et ",
    currencies=currencies("""
        EUR = m euro/euros; m centime/centimes
        USD = m dollar/dollars; m cent/cents
        GBP = f livre sterling/livres sterling; m penny/pence
        RUB = m rouble/roubles; m kopeck/kopecks
        BYN = m rouble biélorusse/roubles biélorusses; m kopeck/kopecks
        UAH = f hryvnia/hryvnias; f kopiyka/kopiykas
        KZT = m tenge/tenges; m tiyn/tiyns
        PLN = m zloty/zlotys; m grosz/groszy
        BRL = m real/reals; m centavo/centavos
        MXN = m peso/pesos; m centavo/centavos
        JPY = m yen/yens; m sen/sens
    """),
)
