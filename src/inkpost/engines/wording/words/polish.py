"""Polish: jeden złoty, dwa złote, pięć złotych, dwadzieścia jeden złotych; one is only said of 1 itself."""

from __future__ import annotations

from inkpost.engines.wording.words.base import Language, currencies, noun, split
from inkpost.engines.wording.words.slavic import Numerals, polish_form

_ROOTS = "milion miliard bilion biliard trylion tryliard kwadrylion kwadryliard kwintylion kwintyliard"
_NUMERALS = Numerals(
    zero="zero",
    one=("jeden", "jedna", "jedno"),
    two=("dwa", "dwie", "dwa"),
    small=split(
        "trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście "
        "piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście"
    ),
    tens=split(
        "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt"
    ),
    hundreds=split("sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset"),
    scales=(noun("m tysiąc/tysiące/tysięcy"), *(noun(f"m {root}/{root}y/{root}ów") for root in split(_ROOTS))),
    form_of=polish_form,
    says_one_thousand=False,
    one_agrees_alone=True,
)

POLISH = Language(
    cardinal=_NUMERALS.cardinal,
    count=_NUMERALS.count,
    minus="minus",
    joiner=" ",
    currencies=currencies("""
        PLN = m złoty/złote/złotych; m grosz/grosze/groszy
        USD = m dolar/dolary/dolarów; m cent/centy/centów
        EUR = n euro; m cent/centy/centów
        GBP = m funt szterling/funty szterlingi/funtów szterlingów; m pens/pensy/pensów
        RUB = m rubel/ruble/rubli; f kopiejka/kopiejki/kopiejek
        BYN = m rubel białoruski/ruble białoruskie/rubli białoruskich; f kopiejka/kopiejki/kopiejek
        UAH = f hrywna/hrywny/hrywien; f kopijka/kopijki/kopijek
        KZT = n tenge; m tyin/tyiny/tyinów
        BRL = m real/reale/reali; n centavo
        MXN = n peso; n centavo
        JPY = m jen/jeny/jenów; m sen/seny/senów
    """),
)
