"""Papers and titles in the tax service's forms: samples of our own, and any paper for property tests."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from typing import Final

from hypothesis import strategies as st
from lxml import etree

from inkpost.engines.papers import (
    MOSCOW,
    Company,
    ElectronicPower,
    Fio,
    Foreigner,
    Individual,
    Operator,
    Paper,
    PaperKind,
    PaperPower,
    Party,
    Signer,
    file_id,
    paper_of,
)
from inkpost.engines.papers.forms import FORMS

SCHEMAS = Path(os.environ.get("INKPOST_DIADOC_XSD", "/nonexistent"))
"""A folder with the tax service's schemas, by the names under which the vendor publishes them; none is part of this."""
NAMES = {
    (PaperKind.RECEIPT, "1.03"): "DP_IZVPOL_1_982_00_01_03_01.xsd",
    (PaperKind.RECEIPT, "1.02"): "DP_IZVPOL_1_982_00_01_01_02.xsd",
    (PaperKind.RECEIPT, "1.01"): "DP_IZVPOL_1_982_00_01_01_02.xsd",
    (PaperKind.NOTICE, "1.03"): "DP_UVUTOCH_1_985_00_01_03_01.xsd",
    (PaperKind.NOTICE, "1.02"): "DP_UVUTOCH_1_985_00_01_02_02.xsd",
    (PaperKind.NOTICE, "1.01"): "DP_UVUTOCH_1_985_00_01_02_02.xsd",
    (PaperKind.REVOCATION, "1.02"): "DP_PRANNUL_1_985_00_01_01_02.xsd",
    (PaperKind.REVOCATION, "1.01"): "DP_PRANNUL_1_985_00_01_01_01.xsd",
    (PaperKind.TAKEN, "1.03"): "DP_PDPOL_1_984_00_01_03_01.xsd",
    (PaperKind.PASSED, "1.03"): "DP_PDOTPR_1_983_00_01_03_01.xsd",
}

OURS: Final = Party("2IP-7700000000-770101001", Company("ООО «Вектор»", "7707083893", "770701001"))
THEIRS: Final = Party("2IP-500100732259", Individual(Fio("Петров", "Пётр", "Ильич"), "500100732259"))
OPERATOR: Final = Party("2IP", Operator("Inkpost", "7707083893", "2IP"))
SIGNER: Final = Signer(Fio("Иванова", "Анна"), "Бухгалтер")
AT: Final = datetime(2026, 3, 4, 15, 16, 17, tzinfo=MOSCOW)

UPD_503: Final = """<?xml version="1.0" encoding="windows-1251"?>
<Файл ИдФайл="ON_NSCHFDOPPR_B_S_20260304_11111111-2222-3333-4444-555555555555_0_0_0_0_0_00" ВерсФорм="5.03">
 <Документ КНД="1115131" Функция="СЧФДОП" ДатаИнфПр="04.03.2026" ВремИнфПр="10.00.00">
  <СвСчФакт НомерДок="А-17/3" ДатаДок="04.03.2026">
   <СвПрод><ИдСв><СвЮЛУч НаимОрг="ООО «Вектор»" ИННЮЛ="7707083893" КПП="770701001"/></ИдСв></СвПрод>
   <СвПокуп><ИдСв><СвИП ИННФЛ="500100732259"><ФИО Фамилия="Петров" Имя="Пётр"/></СвИП></ИдСв></СвПокуп>
   <ДенИзм КодОКВ="643" НаимОКВ="Российский рубль"/>
  </СвСчФакт>
  <ТаблСчФакт>
   <СведТов НомСтр="1" НаимТов="Кресло" НалСт="20%"><СумНал><СумНал>200.10</СумНал></СумНал></СведТов>
   <СведТов НомСтр="2" НаимТов="Книга" НалСт="10%"><СумНал><СумНал>10.05</СумНал></СумНал></СведТов>
   <СведТов НомСтр="3" НаимТов="Стол" НалСт="20%"><СумНал><СумНал>0.90</СумНал></СумНал></СведТов>
   <СведТов НомСтр="4" НаимТов="Совет" НалСт="без НДС"><СумНал><БезНДС>без НДС</БезНДС></СумНал></СведТов>
   <ВсегоОпл СтТовБезНДСВсего="1105.50" СтТовУчНалВсего="1316.55">
    <СумНалВсего><СумНал>211.05</СумНал></СумНалВсего>
   </ВсегоОпл>
  </ТаблСчФакт>
  <СвПродПер><СвПер СодОпер="Товары переданы">
   <ОснПер РеквНаимДок="Договор" РеквНомерДок="5" РеквДатаДок="01.02.2026"/>
   <ОснПер РеквНаимДок="Заявка" РеквНомерДок="9"/>
  </СвПер></СвПродПер>
 </Документ>
</Файл>"""
UPD_501: Final = """<?xml version="1.0" encoding="utf-8"?>
<Файл ИдФайл="ON_NSCHFDOPPR_B_S_20200304_11111111-2222-3333-4444-555555555555" ВерсФорм="5.01">
 <СвУчДокОбор ИдОтпр="S" ИдПол="B"/>
 <Документ КНД="1115131" Функция="СЧФ">
  <СвСчФакт НомерСчФ="88" ДатаСчФ="04.03.2020" КодОКВ="840">
   <ИспрСчФ НомИспрСчФ="2" ДатаИспрСчФ="05.03.2020"/>
   <СвПрод><ИдСв><СвИП ИННФЛ="500100732259"><ФИО Фамилия="Петров" Имя="Пётр"/></СвИП></ИдСв></СвПрод>
  </СвСчФакт>
  <ТаблСчФакт>
   <СведТов НомСтр="1" НалСт="18%"><СумНал><СумНал>18.00</СумНал></СумНал></СведТов>
   <ВсегоОпл СтТовУчНалВсего="118.00"><СумНалВсего><СумНал>18.00</СумНал></СумНалВсего></ВсегоОпл>
  </ТаблСчФакт>
  <СвПродПер><СвПер СодОпер="x"><ОснПер НаимОсн="Без документа-основания"/></СвПер></СвПродПер>
 </Документ>
</Файл>"""
UKD: Final = """<?xml version="1.0" encoding="windows-1251"?>
<Файл ИдФайл="ON_NKORSCHFDOPPR_B_S_20260305_11111111-2222-3333-4444-555555555555" ВерсФорм="5.01">
 <Документ Функция="КСЧФДИС">
  <СвКСчФ НомерКСчФ="К-1" ДатаКСчФ="05.03.2026" КодОКВ="643">
   <СчФ НомерСчФ="А-17/3" ДатаСчФ="04.03.2026"><ИспрСчФ НомИспрСчФ="1" ДатаИспрСчФ="04.03.2026"/></СчФ>
   <СвПрод><ИдСв><СвЮЛУч НаимОрг="ООО «Вектор»" ИННЮЛ="7707083893" КПП="770701001"/></ИдСв></СвПрод>
  </СвКСчФ>
  <ТаблКСчФ>
   <ВсегоУвел СтТовБезНДСВсего="10.00" СтТовУчНалВсего="12.00"><СумНал><СумНДС>2.00</СумНДС></СумНал></ВсегоУвел>
   <ВсегоУм СтТовБезНДСВсего="5.00" СтТовУчНалВсего="6.00"><СумНал><СумНДС>1.00</СумНДС></СумНал></ВсегоУм>
  </ТаблКСчФ>
  <СодФХЖ3 ПередатДокум="x" СодОпер="y"><ОснКор НаимОсн="Соглашение" НомОсн="2" ДатаОсн="01.03.2026"/></СодФХЖ3>
 </Документ>
</Файл>"""


def encoded(text: str) -> bytes:
    """A sample in the encoding that it declares."""
    return text.encode("windows-1251" if "windows-1251" in text[:60] else "utf-8")


def check_schema(content: bytes) -> None:
    """Whether a paper fits the schema of its version; without the schemas whether it can be read."""
    paper = paper_of(content)
    if SCHEMAS.is_dir():
        schema = etree.XMLSchema(etree.parse(SCHEMAS / NAMES[paper.kind, paper.version]))
        schema.assertValid(etree.fromstring(content))


_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="￾￿")
_WORDS = st.text(_LETTERS, min_size=1, max_size=20)
_LONG = st.text(_LETTERS | st.sampled_from("\n\t"), max_size=60)
_MAYBE = st.just("") | _WORDS
_INN = st.from_regex(r"[1-9]{2}[0-9]{8}", fullmatch=True)
_PERSON_INN = st.from_regex(r"[1-9]{2}[0-9]{10}", fullmatch=True)
_ID = st.from_regex(r"[A-Za-z0-9@.-]{4,46}", fullmatch=True)
_CODE = st.from_regex(r"[A-Za-z0-9]{3}", fullmatch=True)
_DATES = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))
_SIGNATURES = st.lists(st.from_regex(r"[A-Za-z0-9+/]{4,40}", fullmatch=True), min_size=1, max_size=1)
FIOS = st.builds(Fio, _WORDS, _WORDS, _MAYBE)
_COMPANIES = st.builds(Company, _WORDS, _INN, st.from_regex(r"[1-9]{4}[0-9A-F]{2}[0-9]{3}", fullmatch=True))
_INDIVIDUALS = st.builds(Individual, FIOS, _PERSON_INN, st.booleans())
_BUSINESSES = st.builds(Individual, FIOS, _PERSON_INN, st.just(True))
_FOREIGNERS = st.builds(
    Foreigner, st.sampled_from(["ЮЛ", "ФЛ"]), st.from_regex(r"([0-9]{3})?", fullmatch=True), _MAYBE, _MAYBE, _MAYBE
)
OPERATORS = st.builds(Operator, _WORDS, _INN, _CODE)
POWERS = st.none() | (
    st.builds(
        ElectronicPower,
        st.uuids().map(str),
        _DATES,
        st.sampled_from("12"),
        _MAYBE,
        st.none() | _DATES,
        _MAYBE,
    )
    | st.builds(PaperPower, _WORDS, _DATES, st.none() | FIOS, _MAYBE)
)


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    """Any paper of any version."""
    kind = draw(st.sampled_from(list(PaperKind)))
    version = draw(st.sampled_from(list(FORMS[kind])))
    form = FORMS[kind][version]
    modern = form.modern or bool(form.receiver)
    who = _COMPANIES | (_INDIVIDUALS | _FOREIGNERS if modern else _BUSINESSES)
    parties = st.builds(Party, _ID, who)
    author = draw(parties)
    if form.receiver:
        operator = draw(OPERATORS)
        author = Party(operator.code, operator)
    sender = draw(parties)
    signer = draw(_signers(modern=form.modern, position=form.position_wanted))
    moment = draw(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1)))
    return Paper(
        kind,
        version,
        file_id(kind, sender, author, draw(_DATES), str(draw(st.uuids()))),
        author,
        draw(_WORDS),
        tuple(draw(_SIGNATURES)),
        sender,
        moment.replace(microsecond=0, tzinfo=MOSCOW) if form.date else None,
        draw(_LONG) if form.text else "",
        signer if form.signer_wanted or draw(st.booleans()) else None,
        draw(parties) if form.receiver else None,
    )


def _signers(*, modern: bool, position: bool) -> st.SearchStrategy[Signer]:
    places = _WORDS if position else _MAYBE
    if not modern:
        return st.builds(Signer, FIOS, places)
    digits = st.sampled_from(["", "1", "2", "3"])
    return st.builds(Signer, FIOS, places, digits, digits, POWERS)
