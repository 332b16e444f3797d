"""The fields that the records of the CRM share, a line each: name, type, marks, English and Russian title.

Marks: ``r`` set by the system alone, ``d`` always empty, ``m`` several values, ``q`` cannot be empty, ``i`` set once,
``o`` outdated, ``n`` no field to ask or sort by.
"""

from __future__ import annotations

from typing import Final

ID: Final = "id | integer | r | ID | ID"
TITLE: Final = "title | string | | Name | Название"
STAMPS: Final = """
createdTime | datetime | r | Created at | Создано
updatedTime | datetime | r | Updated at | Изменено
createdBy | user | r | Created by | Кем создано
updatedBy | user | r | Updated by | Кем изменено
assignedById | user | | Assigned to | Ответственный
opened | boolean | q | Publicly available | Доступно всем
"""
ACTIVITY: Final = """
lastActivityBy | user | r | Last activity in timeline by | Автор последнего действия
lastActivityTime | datetime | r | Last activity | Последнее действие
"""
UTM: Final = """
utmSource | string | | UTM source | Рекламная система
utmMedium | string | | UTM medium | Тип трафика
utmCampaign | string | | UTM campaign | Обозначение рекламной кампании
utmContent | string | | UTM content | Содержание кампании
utmTerm | string | | UTM term | Условие поиска кампании
"""
SHORT_DATES: Final = """
dateCreateShort | datetime | d | Created on | Дата создания
dateModifyShort | datetime | d | Modified on | Дата изменения
"""
CLIENT: Final = """
companyId | crm_company | | Company | Компания
contactId | crm_contact | o | Contact | Контакт
contactIds | crm_contact | m | Contacts | Контакты
"""
OBSERVERS: Final = "observers | user | mn | Observers | Наблюдатели"
MOVED: Final = """
movedBy | user | r | Moved by | Кем перемещено
movedTime | datetime | r | Moved at | Когда перемещено
"""
STAGE: Final = "stageId | crm_status | | Stage | Стадия"
SEMANTICS: Final = "stageSemanticId | string | r | Stage group | Группа стадии"
MONEY: Final = """
opportunity | double | | Amount | Сумма
isManualOpportunity | boolean | | Amount calculation mode | Режим расчёта суммы
taxValue | double | | Tax amount | Сумма налога
currencyId | crm_currency | | Currency | Валюта
"""
DATES: Final = """
begindate | date | | Start date | Дата начала
closedate | date | | End date | Дата завершения
"""
MY_COMPANY: Final = "mycompanyId | crm_company | | Your company details | Реквизиты вашей компании"
SOURCE: Final = """
sourceId | crm_status | | Source | Источник
sourceDescription | text | | Additional source info | Дополнительно об источнике
"""
COMMENTS: Final = "comments | text | | Comment | Комментарий"
ORIGIN: Final = """
originatorId | string | | External source | Внешний источник
originId | string | | Identifier in the external source | Идентификатор во внешнем источнике
"""
ORIGIN_VERSION: Final = "originVersion | string | | Original version | Версия оригинала"
WEB_FORM: Final = "webformId | integer | | Created by CRM form | Создано CRM-формой"
LOCATION: Final = "locationId | location | | Location | Местоположение"
SEARCH: Final = "searchContent | text | d | Search content | Содержимое для поиска"
PERSON: Final = """
honorific | crm_status | | Salutation | Обращение
name | string | | First name | Имя
secondName | string | | Second name | Отчество
lastName | string | | Last name | Фамилия
shortName | string | d | Short name | Краткое имя
birthdate | date | | Date of birth | Дата рождения
post | string | | Position | Должность
"""
ADDRESS: Final = "address | text | do | Address | Адрес"
LOGIN: Final = "login | string | d | Login | Логин"
HAS: Final = """
hasPhone | boolean | r | Has phone | Есть телефон
hasEmail | boolean | r | Has e-mail | Есть e-mail
hasImol | boolean | rn | Has Open Channel | Есть открытая линия
"""
CHANNELS: Final = """
phoneMobile | string | rn | Mobile phone | Мобильный телефон
phoneWork | string | rn | Work phone | Рабочий телефон
phoneMailing | string | rn | Phone for newsletters | Телефон для рассылок
emailHome | string | rn | Private e-mail | Частный e-mail
emailWork | string | rn | Work e-mail | Рабочий e-mail
emailMailing | string | rn | E-mail for newsletters | E-mail для рассылок
imol | string | rn | Open Channel | Открытая линия
email | string | rn | E-mail | E-mail
phone | string | rn | Phone | Телефон
fm | crm_multifield | mn | Communications | Средства связи
"""
LEAD_LINK: Final = "leadId | crm_lead | | Lead | Лид"
