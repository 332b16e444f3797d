"""Documents in the tax service's form, as small as they may be."""

from __future__ import annotations

from typing import Any

from exchange_partners import paper
from inkpost.model.exchange_posting import NewDocument, Signed


def transfer_xml(function: str = "СЧФДОП", number: str = "17", day: str = "01.02.2014") -> bytes:
    """The seller's title of a transfer document."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<Файл ИдФайл="ON_NSCHFDOPPR_1" ВерсФорм="5.03"><Документ КНД="1115131" Функция="{function}">
<СвСчФакт НомерДок="{number}" ДатаДок="{day}"><ДенИзм КодОКВ="643"/>
<СвПрод><ИдСв><СвЮЛУч НаимОрг="Seller" ИННЮЛ="0273077980" КПП="027301001"/></ИдСв></СвПрод></СвСчФакт>
<ТаблСчФакт><СведТов НомСтр="1" НалСт="10%"><СумНал><СумНал>10.00</СумНал></СумНал></СведТов>
<ВсегоОпл СтТовУчНалВсего="10100002.57"><СумНалВсего><СумНал>10100003.56</СумНал></СумНалВсего></ВсегоОпл></ТаблСчФакт>
</Документ></Файл>""".encode()


def transfer(function: str = "СЧФДОП", **more: Any) -> NewDocument:
    """A transfer document, signed by a test certificate."""
    given = {"type_name": "UniversalTransferDocument", "metadata": (), **more}
    return paper(signed=Signed(transfer_xml(function), by_test=True), **given)
