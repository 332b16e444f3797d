"""``crm.enum.*``: the numbers that other methods take, with their names"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from inkpost.faces.bitrix.family import Family, Nothing, Reply
from inkpost.faces.bitrix.methods.crm.common import SCOPE, letters_of_type
from inkpost.model.crm_fields import COMPANY, CONTACT, DEAL, INVOICE, LEAD, QUOTE
from inkpost.operations import crm_types
from inkpost.operations.kit import Work

Titles = tuple[str, str]
OLD_INVOICE, REQUISITE = 5, 8
_FIELDS: Final[Mapping[str, tuple[str, Titles]]] = {
    "ID": ("int", ("ID", "ID")),
    "NAME": ("string", ("Name", "Название")),
    "SYMBOL_CODE": ("string", ("Symbol code", "Символьный код")),
    "SYMBOL_CODE_SHORT": ("string", ("Short symbol code", "Краткий символьный код")),
}
_OWNERS: Final[Mapping[int, tuple[Titles, str, str]]] = {
    LEAD: (("Lead", "Лид"), "LEAD", "L"),
    DEAL: (("Deal", "Сделка"), "DEAL", "D"),
    CONTACT: (("Contact", "Контакт"), "CONTACT", "C"),
    COMPANY: (("Company", "Компания"), "COMPANY", "CO"),
    OLD_INVOICE: (("Invoice (old version)", "Счёт (старая версия)"), "INVOICE", "I"),
    INVOICE: (("Invoice", "Счёт"), "SMART_INVOICE", "SI"),
    QUOTE: (("Quote", "Предложение"), "QUOTE", "Q"),
    REQUISITE: (("Billing Details", "Реквизиты"), "REQUISITE", "RQ"),
}
_NONE: Final = {0: ("", "")}
_ENUMERATIONS: Final[Mapping[str, Mapping[int, Titles]]] = {
    "addresstype": {
        11: ("Shipping address", "Адрес доставки"),
        1: ("Physical address", "Фактический адрес"),
        6: ("Legal address", "Юридический адрес"),
        4: ("Registered address", "Адрес регистрации"),
        8: ("Mailing address", "Адрес для корреспонденции"),
        9: ("Beneficiary address", "Адрес бенефициара"),
    },
    "activitytype": {
        **_NONE,
        1: ("Meeting", "Встреча"),
        2: ("Call", "Звонок"),
        3: ("Task", "Задача"),
        4: ("E-mail", "E-mail"),
        5: ("Action", "Действие"),
        6: ("User Action", "Пользовательское действие"),
    },
    "activitystatus": {
        **_NONE,
        1: ("Pending", "Ожидается"),
        2: ("Completed", "Завершено"),
        3: ("Automatically Completed", "Завершено автоматически"),
    },
    "activitypriority": {**_NONE, 1: ("low", "низкий"), 2: ("medium", "средний"), 3: ("high", "высокий")},
    "activitydirection": {**_NONE, 1: ("Incoming", "Входящее"), 2: ("Outgoing", "Исходящее")},
    "activitynotifytype": {**_NONE, 1: ("min.", "мин."), 2: ("h.", "ч."), 3: ("d.", "дн.")},
    "contenttype": {
        **_NONE,
        1: ("Plain text", "Обычный текст"),
        2: ("bbCode", "bbCode"),
        3: ("HTML", "HTML"),
    },
}

family = Family("crm.enum", scope=SCOPE)


@family.method("fields", reads=True)
def fields(work: Work, given: Nothing) -> Reply:
    """What an item of an enumeration has."""
    flags = {"isRequired": False, "isReadOnly": True, "isImmutable": False, "isMultiple": False, "isDynamic": False}
    russian = speaks_russian(work)
    return Reply({name: {"type": kind, **flags, "title": titles[russian]} for name, (kind, titles) in _FIELDS.items()})


@family.method("ownertype", reads=True)
def ownertype(work: Work, given: Nothing) -> Reply:
    """The types of items, those that users defined too."""
    russian = speaks_russian(work)
    own = [item(number, titles[russian], *codes) for number, (titles, *codes) in _OWNERS.items()]
    return Reply([*own, *_defined(work)])


@family.method("getorderownertypes", reads=True)
def getorderownertypes(work: Work, given: Nothing) -> Reply:
    """The types of items that an order may belong to."""
    titles, code, _ = _OWNERS[DEAL]
    return Reply([{"attribute": "DYN", "code": code, "id": DEAL, "name": titles[speaks_russian(work)]}])


def _defined(work: Work) -> Iterable[dict[str, Any]]:
    for each in crm_types.defined(work):
        yield item(each.type_id, each.title, f"DYNAMIC_{each.type_id}", letters_of_type(each.type_id))


def item(number: int, name: str, code: str | None = None, short: str | None = None) -> dict[str, Any]:
    """An item of an enumeration."""
    return {"ID": number, "NAME": name, "SYMBOL_CODE": code, "SYMBOL_CODE_SHORT": short}


def speaks_russian(work: Work) -> bool:
    """Whether the portal does."""
    return work.caller.organization.language == "ru"


def _served(enumeration: Mapping[int, Titles]) -> Callable[[Work, Nothing], Reply]:
    def items(work: Work, given: Nothing) -> Reply:
        return Reply([item(number, titles[speaks_russian(work)]) for number, titles in enumeration.items()])

    return items


for name, enumeration in _ENUMERATIONS.items():
    family.method(name, reads=True)(_served(enumeration))
