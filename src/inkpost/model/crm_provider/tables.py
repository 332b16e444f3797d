"""What documents can say of each kind of record, a line each: code, kind, English and Russian title.

The kind is text where nothing is said: date, name, money, phone, address, image, stamp.
"""

from __future__ import annotations

from typing import Final

COMPANY: Final = """
NAME | | Company name | Название компании
PHONE | phone | Phone | Телефон
EMAIL | | E-mail | E-mail
WEB | | Website | Сайт
UF_LOGO | image | Logo | Логотип
UF_STAMP | stamp | Company seal | Печать компании
UF_DIRECTOR_SIGN | stamp | Director's signature | Подпись директора
UF_ACCOUNTANT_SIGN | stamp | Chief accountant's signature | Подпись главного бухгалтера
"""
PERSON: Final = """
FULL_NAME | name | Full name | Полное имя
FORMATTED_NAME | name | Name by format | Имя по формату
PHONE | phone | Phone | Телефон
EMAIL | | E-mail | E-mail
WEB | | Website | Сайт
"""
CONTACT: Final = PERSON + "PHOTO | image | Photo | Фотография\n"
CLIENT: Final = """
TITLE | | Client | Клиент
NAME | | Client's name | Имя клиента
FORMATTED_NAME | name | Name by format | Имя по формату
PHONE | phone | Phone | Телефон
EMAIL | | E-mail | E-mail
WEB | | Website | Сайт
"""
USER: Final = """
ID | | ID | ID
NAME | | First name | Имя
LAST_NAME | | Last name | Фамилия
SECOND_NAME | | Second name | Отчество
FULL_NAME | name | Full name | Полное имя
FORMATTED_NAME | name | Name by format | Имя по формату
EMAIL | | E-mail | E-mail
PERSONAL_PHONE | phone | Phone | Телефон
PERSONAL_MOBILE | phone | Mobile phone | Мобильный телефон
WORK_PHONE | phone | Work phone | Рабочий телефон
WORK_POSITION | | Position | Должность
"""
ADDRESS: Final = """
TEXT | address | Full address | Полный адрес
ADDRESS_1 | | Street, building | Улица, дом
ADDRESS_2 | | Suite, apartment | Квартира, офис
CITY | | City | Населённый пункт
POSTAL_CODE | | Postal code | Почтовый индекс
REGION | | District | Район
PROVINCE | | State, province | Область
COUNTRY | | Country | Страна
"""
REQUISITE: Final = """
NAME | | Name of the details | Название реквизитов
RQ_NAME | | Full name | Ф.И.О.
RQ_FIRST_NAME | | First name | Имя
RQ_LAST_NAME | | Last name | Фамилия
RQ_SECOND_NAME | | Second name | Отчество
RQ_COMPANY_ID | | Company number | Номер организации
RQ_COMPANY_NAME | | Short name of the organisation | Сокращённое наименование организации
RQ_COMPANY_FULL_NAME | | Full name of the organisation | Полное наименование организации
RQ_COMPANY_REG_DATE | date | Date of registration | Дата государственной регистрации
RQ_DIRECTOR | | Director | Ген. директор
RQ_ACCOUNTANT | | Chief accountant | Гл. бухгалтер
RQ_CEO_NAME | | Head of the organisation | Ф.И.О. руководителя
RQ_CEO_WORK_POS | | Position of the head | Должность руководителя
RQ_CONTACT | | Contact person | Контактное лицо
RQ_EMAIL | | E-mail | E-mail
RQ_PHONE | phone | Phone | Телефон
RQ_FAX | phone | Fax | Факс
RQ_IDENT_TYPE | | Kind of identity | Тип удостоверения
RQ_IDENT_DOC | | Identity document | Вид документа
RQ_IDENT_DOC_SER | | Series | Серия
RQ_IDENT_DOC_NUM | | Number | Номер
RQ_IDENT_DOC_PERS_NUM | | Personal number | Личный номер
RQ_IDENT_DOC_DATE | date | Issued on | Дата выдачи
RQ_IDENT_DOC_ISSUED_BY | | Issued by | Кем выдан
RQ_IDENT_DOC_DEP_CODE | | Code of the department | Код подразделения
RQ_INN | | Taxpayer number | ИНН
RQ_KPP | | Reason code of registration (KPP) | КПП
RQ_USRLE | | Number in the commercial register | Номер торгового реестра
RQ_IFNS | | Tax office | ИФНС
RQ_OGRN | | State registration number (OGRN) | ОГРН
RQ_OGRNIP | | Registration number of an entrepreneur | ОГРНИП
RQ_OKPO | | Code of enterprises (OKPO) | ОКПО
RQ_OKTMO | | Code of territories (OKTMO) | ОКТМО
RQ_OKVED | | Code of activities (OKVED) | ОКВЭД
RQ_EDRPOU | | Code of enterprises (EDRPOU) | ЕДРПОУ
RQ_DRFO | | Taxpayer's card number (DRFO) | ДРФО
RQ_KBE | | Beneficiary code (KBE) | КБЕ
RQ_IIN | | Individual number (IIN) | ИИН
RQ_BIN | | Business number (BIN) | БИН
RQ_ST_CERT_SER | | Series of the registration certificate | Серия свидетельства о регистрации
RQ_ST_CERT_NUM | | Number of the registration certificate | Номер свидетельства о регистрации
RQ_ST_CERT_DATE | date | Date of the registration certificate | Дата свидетельства о регистрации
RQ_VAT_PAYER | | VAT payer | Плательщик НДС
RQ_VAT_ID | | VAT number | Номер плательщика НДС
RQ_VAT_CERT_SER | | Series of the VAT certificate | Серия свидетельства по НДС
RQ_VAT_CERT_NUM | | Number of the VAT certificate | Номер свидетельства по НДС
RQ_VAT_CERT_DATE | date | Date of the VAT certificate | Дата свидетельства по НДС
RQ_RESIDENCE_COUNTRY | | Country of residence | Страна резидентства
RQ_BASE_DOC | | Acts on the basis of | Документ-основание
RQ_REGON | | REGON | REGON
RQ_KRS | | KRS | KRS
RQ_PESEL | | PESEL | PESEL
RQ_LEGAL_FORM | | Legal form | Правовая форма
RQ_SIRET | | SIRET | SIRET
RQ_SIREN | | SIREN | SIREN
RQ_CAPITAL | | Share capital | Уставный капитал
RQ_RCS | | RCS | RCS
RQ_CNPJ | | CNPJ | CNPJ
RQ_STATE_REG | | State registration | Регистрация в штате
RQ_MNPL_REG | | Municipal registration | Муниципальная регистрация
RQ_CPF | | CPF | CPF
"""
BANK_DETAIL: Final = """
NAME | | Name of the account | Название банковских реквизитов
RQ_BANK_NAME | | Bank | Наименование банка
RQ_BANK_CODE | | Bank code | Код банка
RQ_BANK_ADDR | | Address of the bank | Адрес банка
RQ_BANK_ROUTE_NUM | | Routing number | Маршрутный номер
RQ_BIK | | Bank's BIK | БИК
RQ_MFO | | Bank's MFO | МФО
RQ_ACC_NAME | | Account holder | Держатель счёта
RQ_ACC_NUM | | Account number | Расчётный счёт
RQ_ACC_TYPE | | Kind of account | Тип счёта
RQ_IIK | | Individual code (IIK) | ИИК
RQ_ACC_CURRENCY | | Currency of the account | Валюта счёта
RQ_COR_ACC_NUM | | Correspondent account | Корр. счёт
RQ_IBAN | | IBAN | IBAN
RQ_SWIFT | | SWIFT | SWIFT
RQ_BIC | | BIC | BIC
RQ_CODEB | | Code of the bank (Code Banque) | Код банка (Code Banque)
RQ_CODEG | | Code of the branch (Code Guichet) | Код отделения (Code Guichet)
RQ_RIB | | RIB key | Ключ RIB
RQ_AGENCY_NAME | | Branch of the bank | Отделение банка
COMMENTS | | Comment | Комментарий
"""
PRODUCTS: Final = """
INDEX | | Number in the list | Текущий номер
PRODUCT.NAME | | Name | Название
PRODUCT.PRODUCT_ID | | Product ID | ID товара
PRODUCT.QUANTITY | | Quantity | Количество
PRODUCT.MEASURE_NAME | | Unit of measure | Единица измерения
PRODUCT.MEASURE_CODE | | Code of the unit | Код единицы измерения
PRODUCT.PRICE | money | Price | Цена
PRODUCT.PRICE_SUM | money | Amount | Сумма
PRODUCT.PRICE_RAW | money | Original price | Исходная цена
PRODUCT.PRICE_RAW_SUM | money | Amount by the original price | Сумма исходной цены
PRODUCT.PRICE_EXCLUSIVE | money | Price without tax | Цена без налога
PRODUCT.PRICE_EXCLUSIVE_SUM | money | Amount without tax | Сумма без налога
PRODUCT.PRICE_NETTO | money | Price before discount, without tax | Цена до скидки без налога
PRODUCT.PRICE_NETTO_SUM | money | Amount before discount, without tax | Сумма до скидки без налога
PRODUCT.PRICE_BRUTTO | money | Price before discount, with tax | Цена до скидки с налогом
PRODUCT.PRICE_BRUTTO_SUM | money | Amount before discount, with tax | Сумма до скидки с налогом
PRODUCT.DISCOUNT_RATE | | Discount, % | Скидка, %
PRODUCT.DISCOUNT_SUM | money | Discount on one piece | Скидка на единицу
PRODUCT.DISCOUNT_TOTAL | money | Discount | Сумма скидки
PRODUCT.TAX_RATE | | Tax rate, % | Ставка налога, %
PRODUCT.TAX_VALUE | money | Tax on one piece | Налог на единицу
PRODUCT.TAX_VALUE_SUM | money | Tax | Сумма налога
PRODUCT.TAX_INCLUDED | | Tax included (Y, N) | Налог включён (Y, N)
PRODUCT.CURRENCY_ID | | Currency | Валюта
"""
TAXES: Final = """
INDEX | | Number in the list | Текущий номер
TAX.TITLE | | Title | Заголовок
TAX.RATE | | Rate, % | Ставка, %
TAX.VALUE | money | Amount of the tax | Сумма налога
TAX.NETTO | money | Taxed amount without tax | Сумма без налога
TAX.BRUTTO | money | Taxed amount with tax | Сумма с налогом
TAX.TAX_INCLUDED | | Included in the price (Y, N) | Включён в цену (Y, N)
"""
TOTALS: Final = """
TOTAL_SUM | money | Total amount | Общая сумма
TOTAL_SUM_WORDS | words | Total amount in words | Общая сумма прописью
TOTAL_RAW | money | Total of the original prices | Сумма исходных цен
TOTAL_BEFORE_TAX | money | Total without tax | Сумма без налогов
TOTAL_BEFORE_DISCOUNT | money | Total before discount, without tax | Сумма до скидки без налогов
TOTAL_DISCOUNT | money | Total discount | Сумма скидки
TOTAL_TAX | money | Total tax | Сумма налогов
TOTAL_TAX_WORDS | words | Total tax in words | Сумма налогов прописью
TOTAL_QUANTITY | | Total quantity | Общее количество
TOTAL_ROWS | | Number of rows | Количество позиций
"""
