"""Papers out of XML that strangers wrote."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Final

from inkpost.engines.papers.forms import (
    FORMS,
    LARGEST,
    MOSCOW,
    Company,
    ElectronicPower,
    Fio,
    Foreigner,
    Form,
    Individual,
    Operator,
    Paper,
    PaperKind,
    PaperPower,
    Party,
    Signer,
)
from inkpost.engines.papers.reading import (
    Element,
    NotReadable,
    date_of,
    day,
    maybe,
    one_of,
    one_value_of,
    path_of,
    text_of,
    tree_of,
    value,
    value_or_none,
)

_TIME: Final = re.compile(r"([01]\d|2[0-3])\.([0-5]\d)\.([0-5]\d)", re.ASCII)
MOST_SIGNATURES: Final = 20
LONGEST_SIGNATURE: Final = LARGEST
_INN, _KPP = re.compile(r"\d{10}|\d{12}", re.ASCII), re.compile(r"\d{4}[0-9A-Z]{2}\d{3}", re.ASCII)


def paper_of(content: bytes, *kinds: PaperKind) -> Paper:
    """Read a paper of one of these kinds, by default of any. Raises NotReadable: what is missing, or wrong."""
    root = tree_of(content, largest=LARGEST)
    if root.tag != "Файл":
        raise NotReadable(f"its root is {str(root.tag)[:50]!r}, of such papers it is 'Файл'")
    document = one_of(root, "Документ")
    kind = _kind(document, kinds or tuple(PaperKind))
    version = one_value_of(root, "ВерсФорм", FORMS[kind])
    form = FORMS[kind][version]
    if form.number:
        one_value_of(document, "КНД", [form.number])
    body = one_of(document, form.body)
    about = one_of(body, form.file)
    return Paper(
        kind,
        version,
        value(root, "ИдФайл", longest=form.longest_id),
        _author(document, form),
        value(about, form.file_name, longest=255),
        _signatures(about, form),
        _party(one_of(document, form.sender)),
        _moment(body, form) if form.date else None,
        text_of(one_of(body, form.text)) if form.text else "",
        _signer(document, form),
        _party(one_of(document, form.receiver)) if form.receiver else None,
        value(root, "ВерсПрог", longest=40),
    )


def _kind(document: Element, kinds: tuple[PaperKind, ...]) -> PaperKind:
    """By the form's number, and where it has none by what it holds."""
    number = value_or_none(document, "КНД")
    for kind in kinds:
        form = next(iter(FORMS[kind].values()))
        if form.number == number and (number or document.find(form.body) is not None):
            return kind
    told = ", ".join(f"{kind.value} ({next(iter(FORMS[kind].values())).number or 'no КНД'})" for kind in kinds)
    raise NotReadable(f"{path_of(document)}: КНД is {number[:20]!r}, which is none of {told}")


def _author(document: Element, form: Form) -> Party:
    element = one_of(document, form.author)
    if form.author != "ОперЭДО":
        return _party(element)
    operator = _operator(element)
    return Party(operator.code, operator)


def _party(element: Element) -> Party:
    return Party(value(element, "ИдУчастЭДО", longest=46), _who(element))


def _who(element: Element) -> Company | Individual | Operator | Foreigner:
    found = one_of(element, "ЮЛ", "ИП", "ФЛ", "ОперЭДО", "СвИнУчастНеУч")
    match found.tag:
        case "ЮЛ":
            return Company(value(found, "НаимОрг", longest=1000), _inn(found, "ИННЮЛ"), _kpp(found))
        case "ОперЭДО":
            return _operator(found)
        case "СвИнУчастНеУч":
            names = ("СтрРег", "Наим", "КодНПРег", "ИныеСвед")
            return Foreigner(value(found, "ИдСтат"), *(value_or_none(found, name) for name in names))
    return Individual(_fio(one_of(found, "ФИО")), _inn(found, "ИННФЛ"), found.tag == "ИП")


def _operator(element: Element) -> Operator:
    name, code = value(element, "НаимОрг", longest=1000), value(element, "ИдОперЭДО", longest=3)
    return Operator(name, _inn(element, "ИННЮЛ"), code)


def _inn(element: Element, name: str) -> str:
    return _shaped(element, name, _INN, "an INN has 10 or 12 digits")


def _kpp(element: Element) -> str:
    return _shaped(element, "КПП", _KPP, "a KPP has 9 characters")


def _shaped(element: Element, name: str, shape: re.Pattern[str], told: str) -> str:
    found = value(element, name)
    if not shape.fullmatch(found):
        raise NotReadable(f"{path_of(element)}: {name} is {found[:20]!r}, {told}")
    return found


def _fio(element: Element) -> Fio:
    last, first = (value(element, name, longest=60) for name in ("Фамилия", "Имя"))
    return Fio(last, first, value_or_none(element, "Отчество", longest=60))


def _signatures(about: Element, form: Form) -> tuple[str, ...]:
    found = [text_of(each, longest=LONGEST_SIGNATURE).strip() for each in about.findall(form.signature)]
    if not found or not all(found):
        raise NotReadable(f"{path_of(about)} has no element {form.signature}, or an empty one")
    if len(found) > MOST_SIGNATURES:
        raise NotReadable(f"{path_of(about)} has {len(found)} elements {form.signature}, at most {MOST_SIGNATURES}")
    return tuple(found)


def _moment(body: Element, form: Form) -> datetime:
    on, text = date_of(body, form.date), value(body, form.time)
    found = _TIME.fullmatch(text)
    if found is None:
        raise NotReadable(f"{path_of(body)}: {form.time} is {text[:20]!r}, a time is written as 23.59.59")
    return datetime.combine(on, time(int(found[1]), int(found[2]), int(found[3])), MOSCOW)


def _signer(document: Element, form: Form) -> Signer | None:
    if form.signer_wanted:
        element: Element | None = one_of(document, "Подписант")
    else:
        element = maybe(document, "Подписант")
    if element is None:
        return None
    fio = _fio(one_of(element, "ФИО"))
    if not form.modern:
        read = value if form.position_wanted else value_or_none
        return Signer(fio, read(element, "Должность", longest=1000))
    position = value_or_none(element, "Должн", longest=255)
    status, signature = (_one_to_three(element, name) for name in ("СтатПодп", "ТипПодпис"))
    return Signer(fio, position, status, signature, _power(element, form))


def _one_to_three(element: Element, name: str) -> str:
    return one_value_of(element, name, "123") if element.get(name) else ""


def _power(element: Element, form: Form) -> ElectronicPower | PaperPower | None:
    electronic, paper = element.find("СвДоверЭл"), element.find("СвДоверБум")
    if electronic is not None:
        return ElectronicPower(
            value(electronic, "НомДовер", longest=36),
            date_of(electronic, "ДатаВыдДовер"),
            one_value_of(electronic, "СпособПредставл", "12"),
            value_or_none(electronic, "ВнНомДовер", longest=50),
            _day_or_none(electronic, "ДатаВнРегДовер"),
            value_or_none(electronic, form.storage, longest=500),
        )
    if paper is None:
        return None
    by = paper.find("ФИО")
    number = value(paper, "ВнНомДовер", longest=50)
    about = value_or_none(paper, form.power, longest=1000)
    return PaperPower(number, date_of(paper, "ДатаДовер"), _fio(by) if by is not None else None, about)


def _day_or_none(element: Element, name: str) -> date | None:
    text = value_or_none(element, name)
    return day(text, f"{path_of(element)}: {name}") if text else None
