"""Papers as XML in windows-1251; what that lacks stands as a reference to the character."""

from __future__ import annotations

from datetime import date
from typing import Final

from lxml import etree

from inkpost.engines.papers.forms import (
    FORMS,
    Company,
    ElectronicPower,
    Fio,
    Foreigner,
    Form,
    Individual,
    Operator,
    Paper,
    PaperPower,
    Party,
    Signer,
)

ENCODING: Final = "windows-1251"
_DECLARATION: Final = f"<?xml version='1.0' encoding='{ENCODING}'?>\n".encode()
_SubElement = etree.SubElement


class NotWritable(ValueError):
    """What was given cannot stand in such a paper; the text says what."""


def xml_of(paper: Paper) -> bytes:
    """The paper as its form spells it. Raises NotWritable for characters that XML cannot hold and for what is missing.

    The same paper always makes the same bytes.
    """
    try:
        root = _root(paper, FORMS[paper.kind][paper.version])
    except ValueError as fault:
        raise NotWritable(str(fault)[:200]) from None
    # The XML library's own conversion drops some characters that the encoding lacks; Python's refers to every one.
    text = etree.tostring(root, encoding="unicode")
    return _DECLARATION + text.encode(ENCODING, "xmlcharrefreplace")


def _root(paper: Paper, form: Form) -> etree._Element:
    if len(paper.file_id) > form.longest_id:
        told = f"the name of the paper's file has {len(paper.file_id)} characters, its form takes {form.longest_id}"
        raise NotWritable(told)
    root = etree.Element("Файл", _given(ИдФайл=paper.file_id, ВерсПрог=paper.program, ВерсФорм=paper.version))
    document = _SubElement(root, "Документ", _given(КНД=form.number))
    if isinstance(paper.author.who, Operator) and form.receiver:
        _add_operator(document, paper.author.who)
    else:
        _add_party(document, form.author, paper.author)
    _add_body(document, form, paper)
    _add_party(document, form.sender, paper.sender)
    if paper.receiver is not None:
        _add_party(document, form.receiver, paper.receiver)
    if paper.signer is not None:
        _add_signer(document, form, paper.signer)
    elif form.signer_wanted:
        raise NotWritable("the paper has no signer, and its form wants one")
    return root


def _add_body(document: etree._Element, form: Form, paper: Paper) -> None:
    told = {}
    if form.date and paper.at is not None:
        told = {form.date: _day(paper.at), form.time: f"{paper.at:%H.%M.%S}"}
    body = _SubElement(document, form.body, told)
    about = _SubElement(body, form.file, {form.file_name: paper.about})
    if not paper.signatures:
        raise NotWritable("the file that the paper is about is not signed")
    for each in paper.signatures:
        _SubElement(about, form.signature).text = each
    if form.text:
        _SubElement(body, form.text).text = paper.text


def _add_party(above: etree._Element, name: str, party: Party) -> None:
    made = _SubElement(above, name, {"ИдУчастЭДО": party.id})
    match party.who:
        case Company() as who:
            _SubElement(made, "ЮЛ", {"НаимОрг": who.name, "ИННЮЛ": who.inn, "КПП": who.kpp})
        case Individual() as who:
            person = _SubElement(made, "ИП" if who.entrepreneur else "ФЛ", {"ИННФЛ": who.inn})
            _add_fio(person, who.fio)
        case Operator() as who:
            _add_operator(made, who)
        case Foreigner() as who:
            told = _given(ИдСтат=who.status, СтрРег=who.country, Наим=who.name, КодНПРег=who.number, ИныеСвед=who.other)
            _SubElement(made, "СвИнУчастНеУч", told)


def _add_operator(above: etree._Element, who: Operator) -> None:
    _SubElement(above, "ОперЭДО", {"НаимОрг": who.name, "ИННЮЛ": who.inn, "ИдОперЭДО": who.code})


def _add_fio(above: etree._Element, fio: Fio) -> None:
    _SubElement(above, "ФИО", _given(Фамилия=fio.last, Имя=fio.first, Отчество=fio.middle))


def _add_signer(document: etree._Element, form: Form, signer: Signer) -> None:
    if form.position_wanted and not signer.position:
        raise NotWritable("the signer has no position, and the form wants one")
    if form.modern:
        told = _given(СтатПодп=signer.status, ТипПодпис=signer.signature, Должн=signer.position)
    else:
        told = _given(Должность=signer.position)
    made = _SubElement(document, "Подписант", told)
    _add_fio(made, signer.fio)
    if form.modern and signer.power is not None:
        _add_power(made, form, signer.power)


def _add_power(made: etree._Element, form: Form, power: ElectronicPower | PaperPower) -> None:
    if isinstance(power, PaperPower):
        told = {"ДатаДовер": _day(power.issued), "ВнНомДовер": power.number} | _given(**{form.power: power.about})
        paper = _SubElement(made, "СвДоверБум", told)
        if power.signed_by is not None:
            _add_fio(paper, power.signed_by)
        return
    told = _given(
        НомДовер=power.number,
        ДатаВыдДовер=_day(power.issued),
        ВнНомДовер=power.inner_number,
        ДатаВнРегДовер=_day(power.inner_date) if power.inner_date else "",
        СпособПредставл=power.given,
    )
    _SubElement(made, "СвДоверЭл", told | _given(**{form.storage: power.kept_in}))


def _given(**attributes: str) -> dict[str, str]:
    """Attributes without those that are empty."""
    return {name: text for name, text in attributes.items() if text}


def _day(day: date) -> str:
    return f"{day:%d.%m.}{day.year:04}"
