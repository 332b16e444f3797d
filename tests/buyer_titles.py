"""Titles of recipients in the tax service's forms, as small as they may be."""

from __future__ import annotations

from lxml import etree

from papers import SCHEMAS

_DONE = "Товары приняты"
_OLD_SIGNER = """<Подписант ОблПолн="1" Статус="5" ОснПолн="Устав"><ЮЛ ИННЮЛ="7707083893" Должн="Директор">
<ФИО Фамилия="Иванова" Имя="Анна"/></ЮЛ></Подписант>"""
_SCHEMAS = {
    ("1115132", "5.01"): "ON_NSCHFDOPPOK_1_997_02_05_01_01.xsd",
    ("1115132", "5.02"): "ON_NSCHFDOPPOK_1_997_02_05_02_01.xsd",
    ("1115128", "5.01"): "ON_KORSCHFDOPPOK_1_996_02_05_01_02.xsd",
}


def _about(about: str, signature: str) -> str:
    return (
        f'<ИдИнфПрод ИдФайлИнфПр="{about}" ДатаФайлИнфПр="04.03.2026" ВремФайлИнфПр="10.00.00">'
        f"<ЭП>{signature}</ЭП></ИдИнфПрод>"
    )


def buyers(about: str, signature: str, code: str = "1", function: str = "СЧФДОП", file_id: str = "ON_1") -> bytes:
    """The buyer's title of a transfer document, in the form 5.02."""
    return f"""<?xml version="1.0" encoding="windows-1251"?>
<Файл ИдФайл="{file_id}" ВерсФорм="5.02" ВерсПрог="Test">
<Документ КНД="1115132" ДатаИнфПок="05.03.2026" ВремИнфПок="11.00.00">{_about(about, signature)}
<СодФХЖ4 НаимДокОпрПр="УПД" Функция="{function}" ДатаДокИнфПр="04.03.2026">
<СвПрин СодОпер="{_DONE}" ДатаПрин="05.03.2026"><КодСодОпер КодИтога="{code}"/></СвПрин></СодФХЖ4>
<Подписант СпосПодтПолном="1"><ФИО Фамилия="Иванова" Имя="Анна"/></Подписант></Документ></Файл>""".encode("cp1251")


def older_buyers(about: str, signature: str, code: str = "", function: str = "ДОП") -> bytes:
    """The same in the form 5.01, which need not say how what was sent was taken."""
    told = f'<КодСодОпер КодИтога="{code}"/>' if code else ""
    return f"""<?xml version="1.0" encoding="windows-1251"?>
<Файл ИдФайл="ON_2" ВерсФорм="5.01"><СвУчДокОбор ИдОтпр="2IP-1" ИдПол="2IP-2"/>
<ИнфПок КНД="1115132" ДатаИнфПок="05.03.2026" ВремИнфПок="11.00.00" НаимЭконСубСост="ООО">{_about(about, signature)}
<СодФХЖ4 НаимДокОпрПр="УПД" Функция="{function}" ДатаСчФИнфПр="04.03.2026">
<СвПрин СодОпер="{_DONE}">{told}</СвПрин></СодФХЖ4>
{_OLD_SIGNER}</ИнфПок></Файл>""".encode("cp1251")


def correction_buyers(about: str, signature: str, function: str = "КСЧФДИС") -> bytes:
    """The buyer's consent to a correction."""
    signer = _OLD_SIGNER.replace('ОблПолн="1" Статус="5"', 'ОблПолн="3" Статус="1"')
    return f"""<?xml version="1.0" encoding="windows-1251"?>
<Файл ИдФайл="ON_3" ВерсФорм="5.01"><СвУчДокОбор ИдОтпр="2IP-1" ИдПол="2IP-2"/>
<ИнфПок КНД="1115128" ДатаИнфПок="05.03.2026" ВремИнфПок="11.00.00" НаимЭконСубСост="ООО">{_about(about, signature)}
<СодФХЖ4 НаимДокОпрПр="УКД" ФункцияПр="{function}" ДатаДокИнфПр="04.03.2026"><СвСоглас СодОпер="Согласен"/></СодФХЖ4>
{signer}</ИнфПок></Файл>""".encode("cp1251")


def fits_schema(content: bytes) -> bool:
    """Whether a title fits the schema of its form; where the schemas are not there, it counts as fitting."""
    if not SCHEMAS.is_dir():
        return True
    root = etree.fromstring(content)
    name = _SCHEMAS[root[-1].get("КНД"), root.get("ВерсФорм")]
    etree.XMLSchema(etree.parse(SCHEMAS / name)).assertValid(root)
    return True
