"""The Russian titles of fields with UPPER_CASE names; the English ones stand in the tables of the families."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from inkpost.model.crm_fields import system_catalogue
from inkpost.model.crm_provider import tables

_ADDRESS: Final = {
    "ADDRESS": "Улица, дом",
    "ADDRESS_1": "Улица, дом",
    "ADDRESS_2": "Квартира, офис",
    "ADDRESS_CITY": "Населённый пункт",
    "ADDRESS_POSTAL_CODE": "Почтовый индекс",
    "ADDRESS_REGION": "Район",
    "ADDRESS_PROVINCE": "Область",
    "ADDRESS_COUNTRY": "Страна",
    "ADDRESS_COUNTRY_CODE": "Код страны",
    "ADDRESS_LOC_ADDR_ID": "Идентификатор адреса местоположения",
}
_OF_ITEMS: Final = {
    **_ADDRESS,
    **{f"REG_{name}": f"Юридический адрес: {title[0].lower()}{title[1:]}" for name, title in _ADDRESS.items()},
    "REG_ADDRESS": "Юридический адрес",
    "COMPANY_TYPE": "Тип компании",
    "CONTACT_ID": "Контакт",
    "CONTACT_IDS": "Контакты",
    "COMPANY_ID": "Компания",
    "COMPANY_IDS": "Компании",
    "QUOTE_ID": "Предложение",
    "PHONE": "Телефон",
    "EMAIL": "E-mail",
    "WEB": "Сайт",
    "IM": "Мессенджер",
    "LINK": "Пользователь открытой линии",
    "LAST_COMMUNICATION_TIME": "Дата последней коммуникации",
    "OBSERVER_IDS": "Наблюдатели",
}
_OF_TABLES: Final = {
    **_ADDRESS,
    "ENTITY_TYPE_ID": "Идентификатор типа объекта",
    "ENTITY_ID": "Идентификатор объекта",
    "PRESET_ID": "Идентификатор шаблона",
    "COUNTRY_ID": "Идентификатор страны",
    "DATE_CREATE": "Дата создания",
    "DATE_MODIFY": "Дата изменения",
    "CREATED_BY_ID": "Кем создано",
    "MODIFY_BY_ID": "Кем изменено",
    "NAME": "Название",
    "CODE": "Символьный код",
    "XML_ID": "Внешний код",
    "ORIGINATOR_ID": "Внешний источник",
    "ACTIVE": "Активность",
    "ADDRESS_ONLY": "Только адрес",
    "SORT": "Сортировка",
    "COMMENTS": "Комментарий",
    "TYPE_ID": "Идентификатор типа",
    "COUNTRY_CODE": "Код страны",
    "LOC_ADDR_ID": "Идентификатор адреса местоположения",
    "ANCHOR_TYPE_ID": "Идентификатор типа владельца",
    "ANCHOR_ID": "Идентификатор владельца",
    "REQUISITE_ID": "Реквизиты",
    "BANK_DETAIL_ID": "Банковские реквизиты",
    "MC_REQUISITE_ID": "Реквизиты моей компании",
    "MC_BANK_DETAIL_ID": "Банковские реквизиты моей компании",
    "FIELD_NAME": "Имя поля",
    "FIELD_TITLE": "Название в шаблоне",
    "IN_SHORT_LIST": "Показывать в кратком списке",
    "IS_PRIMARY": "Основной",
    "CONTACT_ID": "Контакт",
    "COMPANY_ID": "Компания",
}


def _read(table: str) -> dict[str, str]:
    lines = ([part.strip() for part in line.split("|")] for line in table.strip().splitlines())
    return {code: russian for code, _, _, russian in lines}


RUSSIAN: Final[Mapping[str, str]] = {
    **_read(tables.BANK_DETAIL),
    **_read(tables.REQUISITE),
    **_read(tables.ADDRESS),
    **_OF_TABLES,
}
"""Of requisites, accounts, addresses, links, presets and directories."""


@cache
def of_items(type_id: int) -> Mapping[str, str]:
    """The titles of the fields of items of a type."""
    own = {field.upper: field.title_ru for field in system_catalogue(type_id).values()}
    return {**own, **_OF_ITEMS}
