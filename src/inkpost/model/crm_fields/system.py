"""The fields of the CRM's own types, in the order in which an item shows them."""

from __future__ import annotations

from typing import Final

from inkpost.model.crm_fields import common

LEAD: Final = (
    common.ID,
    common.STAMPS,
    common.SHORT_DATES,
    common.CLIENT,
    common.STAGE,
    """
    isConvert | boolean | d | Converted | Сконвертирован
    statusDescription | text | | Additional stage info | Дополнительно о стадии
    """,
    common.SEMANTICS,
    """
    productId | string | do | Product | Товар
    opportunity | double | | Amount | Сумма
    currencyId | crm_currency | | Currency | Валюта
    """,
    common.SOURCE,
    common.TITLE,
    common.PERSON,
    "companyTitle | string | | Company name | Название компании",
    common.ADDRESS,
    common.COMMENTS,
    common.WEB_FORM,
    common.ORIGIN,
    "dateClosed | datetime | r | Closed at | Дата закрытия",
    common.HAS,
    common.LOGIN,
    "isReturnCustomer | boolean | r | Repeat lead | Повторный лид",
    common.SEARCH,
    "isManualOpportunity | boolean | | Amount calculation mode | Режим расчёта суммы",
    common.MOVED,
    common.ACTIVITY,
    common.CHANNELS,
    """
    skype | string | d | Skype | Skype
    icq | string | d | ICQ | ICQ
    """,
    common.UTM,
    common.OBSERVERS,
)
DEAL: Final = (
    common.ID,
    common.STAMPS,
    common.SHORT_DATES,
    common.LEAD_LINK,
    common.CLIENT,
    "quoteId | crm_quote | | Estimate | Предложение",
    common.TITLE,
    """
    productId | string | do | Product | Товар
    categoryId | crm_category | i | Pipeline | Воронка
    """,
    common.STAGE,
    common.SEMANTICS,
    """
    isNew | boolean | rn | New deal | Новая сделка
    isRecurring | boolean | | Recurring deal | Регулярная сделка
    isReturnCustomer | boolean | r | Repeat deal | Повторная сделка
    isRepeatedApproach | boolean | r | Repeat inquiry | Повторное обращение
    closed | boolean | r | Closed | Сделка закрыта
    typeId | crm_status | | Type | Тип
    """,
    common.MONEY,
    "probability | integer | | Probability, % | Вероятность, %",
    common.COMMENTS,
    """
    begindate | date | | Start date | Дата начала
    begindateShort | datetime | d | Start date | Дата начала
    closedate | date | | End date | Дата завершения
    closedateShort | datetime | d | End date | Дата завершения
    eventDate | datetime | r | Event date | Дата события
    eventDateShort | datetime | d | Event date | Дата события
    eventId | crm_status | r | Event type | Тип события
    eventDescription | text | r | Event description | Описание события
    """,
    common.LOCATION,
    common.WEB_FORM,
    common.SOURCE,
    common.ORIGIN,
    "additionalInfo | string | | Additional information | Дополнительная информация",
    common.SEARCH,
    "orderStage | string | r | Payment status | Статус оплаты",
    common.MOVED,
    common.ACTIVITY,
    """
    isWork | boolean | d | In progress | В работе
    isWon | boolean | d | Won | Выиграна
    isLose | boolean | d | Lost | Проиграна
    receivedAmount | string | d | Amount received | Полученная сумма
    lostAmount | string | d | Amount lost | Потерянная сумма
    hasProducts | boolean | d | Has products | Есть товары
    """,
    common.UTM,
    common.OBSERVERS,
)
CONTACT: Final = (
    common.ID,
    common.STAMPS,
    """
    companyId | crm_company | o | Company | Компания
    companyIds | crm_company | m | Companies | Компании
    """,
    common.SOURCE,
    common.PERSON,
    "photo | file | | Photo | Фотография",
    common.ADDRESS,
    common.COMMENTS,
    common.LEAD_LINK,
    """
    export | boolean | | Included in export | Участвует в экспорте
    typeId | crm_status | | Contact type | Тип контакта
    """,
    common.WEB_FORM,
    common.ORIGIN,
    common.ORIGIN_VERSION,
    common.HAS,
    common.SEARCH,
    "categoryId | crm_category | i | Category | Направление",
    common.ACTIVITY,
    common.LOGIN,
    common.CHANNELS,
    common.UTM,
    common.OBSERVERS,
)
COMPANY: Final = (
    common.ID,
    common.TITLE,
    common.STAMPS,
    "logo | file | | Logo | Логотип",
    common.ADDRESS,
    """
    addressLegal | text | o | Legal address | Юридический адрес
    bankingDetails | string | | Bank details | Банковские реквизиты
    """,
    common.COMMENTS,
    """
    typeId | crm_status | | Company type | Тип компании
    industry | crm_status | | Industry | Сфера деятельности
    revenue | double | | Annual revenue | Годовой оборот
    currencyId | crm_currency | | Currency | Валюта
    employees | crm_status | | Employees | Кол-во сотрудников
    """,
    common.LEAD_LINK,
    common.WEB_FORM,
    common.ORIGIN,
    common.ORIGIN_VERSION,
    common.HAS,
    "isMyCompany | boolean | | My company | Моя компания",
    common.SEARCH,
    "categoryId | crm_category | i | Category | Направление",
    common.ACTIVITY,
    common.CHANNELS,
    """
    ufLogo | file | | Logo | Логотип
    ufStamp | file | | Company seal | Печать компании
    ufDirectorSign | file | | Director's signature | Подпись директора
    ufAccountantSign | file | | Chief accountant's signature | Подпись главного бухгалтера
    contactIds | crm_contact | m | Contacts | Контакты
    """,
    common.UTM,
    common.OBSERVERS,
)
QUOTE: Final = (
    common.ID,
    common.STAMPS,
    common.SHORT_DATES,
    common.LEAD_LINK,
    "dealId | crm_deal | | Deal | Сделка",
    common.CLIENT,
    "personTypeId | integer | | Payer type | Тип плательщика",
    common.MY_COMPANY,
    common.TITLE,
    common.STAGE,
    "closed | boolean | r | Closed | Закрыто",
    common.MONEY,
    common.COMMENTS,
    """
    commentsType | integer | | Comment format | Формат комментария
    begindate | date | | Start date | Дата начала
    begindateShort | datetime | d | Start date | Дата начала
    closedate | date | | End date | Дата завершения
    closedateShort | datetime | d | End date | Дата завершения
    quoteNumber | string | | Estimate number | Номер предложения
    content | text | | Content | Содержание
    contentType | integer | | Content format | Формат содержания
    terms | text | | Terms | Условия
    termsType | integer | | Terms format | Формат условий
    storageTypeId | integer | | Kind of file storage | Тип хранения файлов
    storageElementIds | integer | mn | Files | Файлы
    """,
    common.LOCATION,
    common.WEB_FORM,
    """
    clientTitle | string | | Client name | Клиент
    clientAddr | string | | Client address | Адрес клиента
    clientContact | string | | Client's contact person | Контактное лицо клиента
    clientEmail | string | | Client's e-mail | E-mail клиента
    clientPhone | string | | Client's phone | Телефон клиента
    clientTpId | string | | Client's tax number | ИНН клиента
    clientTpaId | string | | Client's second tax number | КПП клиента
    """,
    common.SEARCH,
    """
    hasProducts | boolean | d | Has products | Есть товары
    actualDate | date | | Valid until | Действительно до
    """,
    common.ACTIVITY,
    common.UTM,
)
INVOICE: Final = (
    common.ID,
    "xmlId | string | | External code | Внешний код",
    common.TITLE,
    common.STAMPS,
    common.MOVED,
    "categoryId | crm_category | i | Pipeline | Воронка",
    common.STAGE,
    "previousStageId | crm_status | r | Previous stage | Предыдущая стадия",
    common.DATES,
    common.CLIENT,
    common.OBSERVERS,
    common.MONEY,
    common.MY_COMPANY,
    common.SOURCE,
    common.COMMENTS,
    "accountNumber | string | | Invoice number | Номер счёта",
    common.LOCATION,
    common.WEB_FORM,
    common.ACTIVITY,
    common.UTM,
)
CUSTOM: Final = (common.ID, common.TITLE, "xmlId | string | | External code | Внешний код", common.STAMPS)
CUSTOM_BY_SETTING: Final = {
    "isBeginCloseDatesEnabled": (common.DATES,),
    "isClientEnabled": (common.CLIENT,),
    "isObserversEnabled": (common.OBSERVERS,),
    "isStagesEnabled": (
        common.MOVED,
        common.STAGE,
        "previousStageId | crm_status | r | Previous stage | Предыдущая стадия",
    ),
    "isSourceEnabled": (common.SOURCE,),
    "isLinkWithProductsEnabled": (
        common.MONEY,
        """
        opportunityAccount | double | do | Amount in reporting currency | Сумма в валюте отчётов
        taxValueAccount | double | do | Tax in reporting currency | Налог в валюте отчётов
        accountCurrencyId | crm_currency | d | Reporting currency | Валюта отчётов
        """,
    ),
    "isMycompanyEnabled": (common.MY_COMPANY,),
}
CUSTOM_END: Final = (
    "categoryId | crm_category | i | Pipeline | Воронка",
    common.WEB_FORM,
    common.ACTIVITY,
    common.UTM,
)
