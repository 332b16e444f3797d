"""What the directories hold to begin with, a line for each entry: code, marks, colour, English and Russian name.

Marks: ``s`` an entry of the system, ``n`` one whose first name is kept, ``+`` success, ``-`` failure. The order is the
order of the lines, in steps of ten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from inkpost.model.crm_directories import (
    EVENT_TYPE,
    FAILURE,
    LONGEST_PIPELINE_CODE,
    SUCCESS,
    stage_directory,
    stage_prefix,
)
from inkpost.model.crm_fields import DEAL, INVOICE, LEAD, QUOTE

_LEAD: Final = """
NEW | s | #39A8EF | Unprocessed | Не обработан
IN_PROCESS | | #2FC6F6 | In process | В работе
PROCESSED | | #55D0E0 | Processed | Обработан
CONVERTED | s+ | #7BD500 | High-quality lead | Качественный лид
JUNK | s- | #FF5752 | Low-quality lead | Некачественный лид
"""
_DEAL: Final = """
NEW | s | #39A8EF | New | Новая
PREPARATION | | #2FC6F6 | Document preparation | Подготовка документов
PREPAYMENT_INVOICE | | #55D0E0 | Prepayment invoice | Счёт на предоплату
EXECUTING | | #47E4C2 | In progress | В работе
FINAL_INVOICE | | #FFA900 | Final invoice | Финальный счёт
WON | s+ | #7BD500 | Deal successful | Сделка успешна
LOSE | s- | #FF5752 | Deal failed | Сделка провалена
APOLOGY | - | #FF5752 | Failure reason analysis | Анализ причины провала
"""
_QUOTE: Final = """
DRAFT | s | #39A8EF | New | Новое
SENT | | #2FC6F6 | Sent to client | Отправлено клиенту
APPROVED | s+ | #7BD500 | Accepted | Принято
DECLAINED | s- | #FF5752 | Declined | Отклонено
APOLOGY | - | #FF5752 | Decline reason analysis | Анализ причины отклонения
"""
_INVOICE: Final = """
N | s | #39A8EF | New | Новый
S | n | #2FC6F6 | Sent to client | Отправлен клиенту
P | s+ | #7BD500 | Paid | Оплачен
D | s- | #FF5752 | Unpaid | Не оплачен
"""
_CUSTOM: Final = """
NEW | s | #22B9FF | Start | Начало
PREPARATION | n | #88B9FF | Preparation | Подготовка
CLIENT | n | #10E5FC | Approval | Согласование
SUCCESS | s+ | #00FF00 | Success | Успех
FAIL | s- | #FF0000 | Failure | Провал
"""
_STAGES: Final[Mapping[int, str]] = {LEAD: _LEAD, DEAL: _DEAL, QUOTE: _QUOTE, INVOICE: _INVOICE}
_SIMPLE: Final[Mapping[str, str]] = {
    "SOURCE": """
        CALL | s | | Call | Звонок
        EMAIL | | | E-mail | Электронная почта
        WEB | | | Website | Веб-сайт
        ADVERTISING | | | Advertising | Реклама
        PARTNER | | | Existing client | Существующий клиент
        RECOMMENDATION | | | By recommendation | По рекомендации
        TRADE_SHOW | | | Trade show | Выставка
        WEBFORM | s | | CRM form | CRM-форма
        CALLBACK | s | | Callback | Обратный звонок
        RC_GENERATOR | s | | Sales generator | Генератор продаж
        STORE | s | | Online store | Интернет-магазин
        OTHER | | | Other | Другое
    """,
    "CONTACT_TYPE": """
        CLIENT | | | Clients | Клиенты
        SUPPLIER | | | Suppliers | Поставщики
        PARTNER | | | Partners | Партнёры
        OTHER | | | Other | Другое
    """,
    "COMPANY_TYPE": """
        CUSTOMER | | | Client | Клиент
        SUPPLIER | | | Supplier | Поставщик
        COMPETITOR | | | Competitor | Конкурент
        PARTNER | | | Partner | Партнёр
        OTHER | | | Other | Другое
    """,
    "EMPLOYEES": """
        EMPLOYEES_1 | s | | less than 50 | менее 50
        EMPLOYEES_2 | | | 50-250 | 50-250
        EMPLOYEES_3 | | | 250-500 | 250-500
        EMPLOYEES_4 | | | over 500 | более 500
    """,
    "INDUSTRY": """
        IT | | | Information technology | Информационные технологии
        TELECOM | | | Telecommunication | Телекоммуникации и связь
        MANUFACTURING | | | Manufacturing | Производство
        BANKING | | | Banking services | Банковские услуги
        CONSULTING | | | Consulting | Консалтинг
        FINANCE | | | Finance | Финансы
        GOVERNMENT | | | Government | Правительство
        DELIVERY | | | Delivery | Доставка
        ENTERTAINMENT | | | Entertainment | Развлечения
        NOTPROFIT | | | Non-profit | Не для получения прибыли
        OTHER | s | | Other | Другое
    """,
    "DEAL_TYPE": """
        SALE | s | | Sale | Продажа
        COMPLEX | | | Complex sale | Комплексная продажа
        GOODS | | | Sale of goods | Продажа товара
        SERVICES | | | Sale of services | Продажа услуги
        SERVICE | | | After-sale service | Сервисное обслуживание
    """,
    "CALL_LIST": """
        IN_WORK | s | | In progress | В работе
        SUCCESS | s | | Successful | Успешно
        WRONG_NUMBER | s | | Wrong number | Неверный номер
        STOP_CALLING | s | | Do not call again | Больше не звонить
    """,
    EVENT_TYPE: """
        INFO | s | | Information | Информация
        PHONE | s | | Phone call | Телефонный звонок
        MESSAGE | s | | E-mail sent | Отправлен email
    """,
}
_SALUTATIONS: Final[Mapping[str, str]] = {
    "en": """
        HNR_EN_1 | | | Mr. |
        HNR_EN_2 | | | Mrs. |
        HNR_EN_3 | | | Ms. |
        HNR_EN_4 | | | Dr. |
    """,
    "de": """
        HNR_DE_1 | | | Herr |
        HNR_DE_2 | | | Frau |
    """,
    "ru": """
        HNR_RU_1 | | | | г-н
        HNR_RU_2 | | | | г-жа
    """,
}
_FIRST_PIPELINE: Final = ("General", "Общая")


def first_pipeline(language: str) -> str:
    """What the pipeline is called that a type begins with."""
    return _FIRST_PIPELINE[language == "ru"]


def simple_entries(language: str) -> Iterator[dict[str, Any]]:
    """The entries of all directories that are no stages, as columns."""
    salutations = _SALUTATIONS.get(language, _SALUTATIONS["en"])
    for directory, table in {**_SIMPLE, "HONORIFIC": salutations}.items():
        yield from ({"directory": directory, **each} for each in _entries(table, language))


def stage_entries(type_id: int, category: int, language: str) -> Iterator[dict[str, Any]]:
    """The stages that a pipeline begins with, as columns."""
    prefix = stage_prefix(type_id, category)
    of_pipeline = {
        "directory": stage_directory(type_id, category),
        "type_id": type_id,
        "category_id": category if prefix else None,
    }
    for each in _entries(_STAGES.get(type_id, _CUSTOM), language):
        code = f"{prefix}:{each['code']}" if prefix else each["code"]
        yield {**each, **of_pipeline, "code": code[:LONGEST_PIPELINE_CODE] if type_id == DEAL else code}


def _entries(table: str, language: str) -> Iterator[dict[str, Any]]:
    for index, line in enumerate(table.strip().splitlines(), 1):
        code, marks, color, english, russian = (part.strip() for part in line.split("|"))
        name = russian if russian and (language == "ru" or not english) else english
        yield {
            "code": code,
            "name": name,
            "first_name": name if "s" in marks or "n" in marks else "",
            "sort": 10 * index,
            "system": "s" in marks,
            "type_id": None,
            "category_id": None,
            "color": color or None,
            "semantics": SUCCESS if "+" in marks else FAILURE if "-" in marks else "",
        }
