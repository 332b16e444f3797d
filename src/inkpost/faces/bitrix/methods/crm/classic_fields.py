"""The fields of the older families: how each says them, in the order in which it shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from inkpost.model.crm_fields import COMPANY, CONTACT, DEAL, LEAD, QUOTE

_LEAD = """
    ID | integer | r | ID
    TITLE | string |  | Lead Title
    HONORIFIC | crm_status |  | Salutation | HONORIFIC
    NAME | string |  | First Name
    SECOND_NAME | string |  | Middle Name
    LAST_NAME | string |  | Last Name
    BIRTHDATE | date |  | Birthdate
    COMPANY_TITLE | string |  | Company Name
    SOURCE_ID | crm_status |  | Source | SOURCE
    SOURCE_DESCRIPTION | string |  | Source Description
    STATUS_ID | crm_status |  | Stage | STATUS
    STATUS_DESCRIPTION | string |  | Stage Description
    STATUS_SEMANTIC_ID | string | r | Status Semantic
    POST | string |  | Position
    ADDRESS | string |  | Address
    ADDRESS_2 | string |  | Address (Line 2)
    ADDRESS_CITY | string |  | City
    ADDRESS_POSTAL_CODE | string |  | Postal Code
    ADDRESS_REGION | string |  | Region
    ADDRESS_PROVINCE | string |  | Province
    ADDRESS_COUNTRY | string |  | Country
    ADDRESS_COUNTRY_CODE | string |  | Country Code
    ADDRESS_LOC_ADDR_ID | integer |  | Location Address ID
    CURRENCY_ID | crm_currency |  | Currency
    OPPORTUNITY | double |  | Amount
    IS_MANUAL_OPPORTUNITY | char |  | IS_MANUAL_OPPORTUNITY
    OPENED | char |  | Available to All
    COMMENTS | string |  | Comments
    HAS_PHONE | char | r | Phone Provided
    HAS_EMAIL | char | r | Email Provided
    HAS_IMOL | char | r | Open Line Assigned
    ASSIGNED_BY_ID | user |  | Responsible User
    CREATED_BY_ID | user | r | Created By
    MODIFY_BY_ID | user | r | Modified By
    MOVED_BY_ID | user | r | MOVED_BY_ID
    DATE_CREATE | datetime | r | Creation Date
    DATE_MODIFY | datetime | r | Modification Date
    MOVED_TIME | datetime | r | MOVED_TIME
    COMPANY_ID | crm_company |  | Company
    CONTACT_ID | crm_contact | o | Contact
    CONTACT_IDS | crm_contact | M | CONTACT_IDS
    IS_RETURN_CUSTOMER | char | r | Returning Lead
    DATE_CLOSED | datetime | r | Closing Date
    ORIGINATOR_ID | string |  | External Source
    ORIGIN_ID | string |  | Identifier in External Source
    UTM_SOURCE | string |  | Advertising System
    UTM_MEDIUM | string |  | Traffic Type
    UTM_CAMPAIGN | string |  | Campaign Identifier
    UTM_CONTENT | string |  | Campaign Content
    UTM_TERM | string |  | Campaign Search Term
    LAST_ACTIVITY_TIME | datetime | r | LAST_ACTIVITY_TIME
    LAST_ACTIVITY_BY | user | r | LAST_ACTIVITY_BY
    PHONE | crm_multifield | M | Phone
    EMAIL | crm_multifield | M | E-mail
    WEB | crm_multifield | M | Website
    IM | crm_multifield | M | Messenger
    LINK | crm_multifield | M | LINK
"""
_SHOWN_LEAD = """
    ID TITLE HONORIFIC NAME SECOND_NAME LAST_NAME COMPANY_TITLE COMPANY_ID CONTACT_ID IS_RETURN_CUSTOMER
    BIRTHDATE SOURCE_ID SOURCE_DESCRIPTION STATUS_ID STATUS_DESCRIPTION POST COMMENTS CURRENCY_ID OPPORTUNITY
    IS_MANUAL_OPPORTUNITY HAS_PHONE HAS_EMAIL HAS_IMOL ASSIGNED_BY_ID CREATED_BY_ID MODIFY_BY_ID DATE_CREATE
    DATE_MODIFY DATE_CLOSED STATUS_SEMANTIC_ID OPENED ORIGINATOR_ID ORIGIN_ID MOVED_BY_ID MOVED_TIME ADDRESS
    ADDRESS_2 ADDRESS_CITY ADDRESS_POSTAL_CODE ADDRESS_REGION ADDRESS_PROVINCE ADDRESS_COUNTRY
    ADDRESS_COUNTRY_CODE ADDRESS_LOC_ADDR_ID UTM_SOURCE UTM_MEDIUM UTM_CAMPAIGN UTM_CONTENT UTM_TERM
    LAST_ACTIVITY_BY LAST_ACTIVITY_TIME
"""
_DEAL = """
    ID | integer | r | ID
    TITLE | string |  | Title
    TYPE_ID | crm_status |  | Type | DEAL_TYPE
    CATEGORY_ID | crm_category | I | Sales Funnel
    STAGE_ID | crm_status |  | Deal Stage | DEAL_STAGE
    STAGE_SEMANTIC_ID | string | r | Stage Group
    IS_NEW | char | r | New Deal
    IS_RECURRING | char |  | Recurring Deal
    IS_RETURN_CUSTOMER | char |  | Repeat Deal
    IS_REPEATED_APPROACH | char |  | Repeated Approach
    PROBABILITY | integer |  | Probability
    CURRENCY_ID | crm_currency |  | Currency
    OPPORTUNITY | double |  | Amount
    IS_MANUAL_OPPORTUNITY | char |  | IS_MANUAL_OPPORTUNITY
    TAX_VALUE | double |  | Tax Rate
    COMPANY_ID | crm_company |  | Company
    CONTACT_ID | crm_contact | o | Contact
    CONTACT_IDS | crm_contact | M | Contacts
    QUOTE_ID | crm_quote | r | Estimate
    BEGINDATE | date |  | Start Date
    CLOSEDATE | date |  | Close Date
    OPENED | char |  | Available to All
    CLOSED | char |  | Closed
    COMMENTS | string |  | Comment
    ASSIGNED_BY_ID | user |  | Responsible
    CREATED_BY_ID | user | r | Created By
    MODIFY_BY_ID | user | r | Modified By
    MOVED_BY_ID | user | r | MOVED_BY_ID
    DATE_CREATE | datetime | r | Creation Date
    DATE_MODIFY | datetime | r | Modification Date
    MOVED_TIME | datetime | r | MOVED_TIME
    SOURCE_ID | crm_status |  | Source | SOURCE
    SOURCE_DESCRIPTION | string |  | Additional Info about Source
    LEAD_ID | crm_lead | r | Lead
    ADDITIONAL_INFO | string |  | Additional Information
    LOCATION_ID | location |  | Location
    ORIGINATOR_ID | string |  | External Source
    ORIGIN_ID | string |  | Identifier in External Source
    UTM_SOURCE | string |  | Advertising System
    UTM_MEDIUM | string |  | Traffic Type
    UTM_CAMPAIGN | string |  | Campaign Identifier
    UTM_CONTENT | string |  | Campaign Content
    UTM_TERM | string |  | Campaign Search Condition
    LAST_ACTIVITY_TIME | datetime | r | LAST_ACTIVITY_TIME
    LAST_ACTIVITY_BY | user | r | LAST_ACTIVITY_BY
"""
_SHOWN_DEAL = """
    ID TITLE TYPE_ID STAGE_ID PROBABILITY CURRENCY_ID OPPORTUNITY IS_MANUAL_OPPORTUNITY TAX_VALUE LEAD_ID
    COMPANY_ID CONTACT_ID QUOTE_ID BEGINDATE CLOSEDATE ASSIGNED_BY_ID CREATED_BY_ID MODIFY_BY_ID DATE_CREATE
    DATE_MODIFY OPENED CLOSED COMMENTS ADDITIONAL_INFO LOCATION_ID CATEGORY_ID STAGE_SEMANTIC_ID IS_NEW
    IS_RECURRING IS_RETURN_CUSTOMER IS_REPEATED_APPROACH SOURCE_ID SOURCE_DESCRIPTION ORIGINATOR_ID ORIGIN_ID
    MOVED_BY_ID MOVED_TIME LAST_ACTIVITY_TIME UTM_SOURCE UTM_MEDIUM UTM_CAMPAIGN UTM_CONTENT UTM_TERM
    LAST_ACTIVITY_BY
"""
_CONTACT = """
    ID | integer | r | ID
    HONORIFIC | crm_status |  | Salutation | HONORIFIC
    NAME | string | R | First Name
    SECOND_NAME | string | R | Middle Name
    LAST_NAME | string | R | Last Name
    PHOTO | file |  | Photo
    BIRTHDATE | date |  | Birthdate
    TYPE_ID | crm_status |  | Contact Type | CONTACT_TYPE
    SOURCE_ID | crm_status |  | Source | SOURCE
    SOURCE_DESCRIPTION | string |  | Additional Source Information
    POST | string |  | Position
    ADDRESS | string |  | Address
    ADDRESS_2 | string |  | Address (Line 2)
    ADDRESS_CITY | string |  | City
    ADDRESS_POSTAL_CODE | string |  | Postal Code
    ADDRESS_REGION | string |  | Region
    ADDRESS_PROVINCE | string |  | Province
    ADDRESS_COUNTRY | string |  | Country
    ADDRESS_COUNTRY_CODE | string |  | Country Code
    ADDRESS_LOC_ADDR_ID | integer |  | Location Address ID
    COMMENTS | string |  | Comment
    OPENED | char |  | Available to All
    EXPORT | char |  | Participates in Contact Export
    HAS_PHONE | char | r | Phone Set
    HAS_EMAIL | char | r | E-mail Set
    HAS_IMOL | char | r | Open Line Set
    ASSIGNED_BY_ID | user |  | Responsible Person
    CREATED_BY_ID | user | r | Created By
    MODIFY_BY_ID | user | r | Modified By
    DATE_CREATE | datetime | r | Creation Date
    DATE_MODIFY | datetime | r | Modification Date
    COMPANY_ID | crm_company | o | Company
    COMPANY_IDS | crm_company | M | COMPANY_IDS
    LEAD_ID | crm_lead | r | Lead
    ORIGINATOR_ID | string |  | External Source
    ORIGIN_ID | string |  | Identifier in External Source
    ORIGIN_VERSION | string |  | Original Version
    UTM_SOURCE | string |  | Advertising System
    UTM_MEDIUM | string |  | Traffic Type
    UTM_CAMPAIGN | string |  | Campaign Identifier
    UTM_CONTENT | string |  | Campaign Content
    UTM_TERM | string |  | Campaign Search Condition
    LAST_ACTIVITY_TIME | datetime | r | Last Activity
    LAST_ACTIVITY_BY | user | r | Last Activity By
    PHONE | crm_multifield | M | Phone
    EMAIL | crm_multifield | M | E-mail
    WEB | crm_multifield | M | Website
    IM | crm_multifield | M | Messenger
    LINK | crm_multifield | M | LINK
"""
_SHOWN_CONTACT = """
    ID POST COMMENTS HONORIFIC NAME SECOND_NAME LAST_NAME PHOTO LEAD_ID TYPE_ID SOURCE_ID SOURCE_DESCRIPTION
    COMPANY_ID BIRTHDATE EXPORT HAS_PHONE HAS_EMAIL HAS_IMOL DATE_CREATE DATE_MODIFY ASSIGNED_BY_ID
    CREATED_BY_ID MODIFY_BY_ID OPENED ORIGINATOR_ID ORIGIN_ID ORIGIN_VERSION FACE_ID LAST_ACTIVITY_TIME ADDRESS
    ADDRESS_2 ADDRESS_CITY ADDRESS_POSTAL_CODE ADDRESS_REGION ADDRESS_PROVINCE ADDRESS_COUNTRY
    ADDRESS_COUNTRY_CODE ADDRESS_LOC_ADDR_ID UTM_SOURCE UTM_MEDIUM UTM_CAMPAIGN UTM_CONTENT UTM_TERM
    LAST_ACTIVITY_BY
"""
_COMPANY = """
    ID | integer | r | ID
    TITLE | string | R | Company Name
    COMPANY_TYPE | crm_status |  | Company Type | COMPANY_TYPE
    LOGO | file |  | Logo
    ADDRESS | string |  | Physical Address
    ADDRESS_2 | string |  | Address (line 2)
    ADDRESS_CITY | string |  | City
    ADDRESS_POSTAL_CODE | string |  | Postal Code
    ADDRESS_REGION | string |  | Region
    ADDRESS_PROVINCE | string |  | Province
    ADDRESS_COUNTRY | string |  | Country
    ADDRESS_COUNTRY_CODE | string |  | Country Code
    ADDRESS_LOC_ADDR_ID | integer |  | Location Address ID
    ADDRESS_LEGAL | string |  | Legal Address
    REG_ADDRESS | string |  | Legal Address
    REG_ADDRESS_2 | string |  | Legal Address (line 2)
    REG_ADDRESS_CITY | string |  | Legal Address City
    REG_ADDRESS_POSTAL_CODE | string |  | Legal Address Postal Code
    REG_ADDRESS_REGION | string |  | Legal Address Region
    REG_ADDRESS_PROVINCE | string |  | Legal Address Province
    REG_ADDRESS_COUNTRY | string |  | Legal Address Country
    REG_ADDRESS_COUNTRY_CODE | string |  | Legal Address Country Code
    REG_ADDRESS_LOC_ADDR_ID | integer |  | Legal Address Location ID
    BANKING_DETAILS | string |  | Banking Details
    INDUSTRY | crm_status |  | Industry | INDUSTRY
    EMPLOYEES | crm_status |  | Number of Employees | EMPLOYEES
    CURRENCY_ID | crm_currency |  | Currency
    REVENUE | double |  | Annual Revenue
    OPENED | char |  | Available to Everyone
    COMMENTS | string |  | Comment
    HAS_PHONE | char | r | Phone Set
    HAS_EMAIL | char | r | E-mail Set
    HAS_IMOL | char | r | Open Line Set
    IS_MY_COMPANY | char |  | My Company
    ASSIGNED_BY_ID | user |  | Responsible Person
    CREATED_BY_ID | user | r | Created By
    MODIFY_BY_ID | user | r | Modified By
    DATE_CREATE | datetime | r | Creation Date
    DATE_MODIFY | datetime | r | Modification Date
    CONTACT_ID | crm_contact | M | Contact
    LEAD_ID | crm_lead | r | Lead
    ORIGINATOR_ID | string |  | External Source
    ORIGIN_ID | string |  | Identifier in External Source
    ORIGIN_VERSION | string |  | Original Version
    UTM_SOURCE | string |  | Advertising System
    UTM_MEDIUM | string |  | Traffic Type
    UTM_CAMPAIGN | string |  | Campaign Identifier
    UTM_CONTENT | string |  | Campaign Content
    UTM_TERM | string |  | Campaign Search Term
    LAST_ACTIVITY_TIME | datetime |  | Last Activity Time
    LAST_ACTIVITY_BY | user |  | Last Activity Author
    LAST_COMMUNICATION_TIME | string | r | Last Communication Date
    PHONE | crm_multifield | M | Phone
    EMAIL | crm_multifield | M | E-mail
    WEB | crm_multifield | M | Website
    IM | crm_multifield | M | Messenger
    LINK | crm_multifield | M | LINK
"""
_SHOWN_COMPANY = """
    ID COMPANY_TYPE TITLE LOGO LEAD_ID HAS_PHONE HAS_EMAIL HAS_IMOL ASSIGNED_BY_ID CREATED_BY_ID MODIFY_BY_ID
    BANKING_DETAILS INDUSTRY REVENUE CURRENCY_ID EMPLOYEES COMMENTS DATE_CREATE DATE_MODIFY OPENED IS_MY_COMPANY
    ORIGINATOR_ID ORIGIN_ID ORIGIN_VERSION ADDRESS ADDRESS_2 ADDRESS_CITY ADDRESS_POSTAL_CODE ADDRESS_REGION
    ADDRESS_PROVINCE ADDRESS_COUNTRY ADDRESS_COUNTRY_CODE ADDRESS_LOC_ADDR_ID ADDRESS_LEGAL REG_ADDRESS
    REG_ADDRESS_2 REG_ADDRESS_CITY REG_ADDRESS_POSTAL_CODE REG_ADDRESS_REGION REG_ADDRESS_PROVINCE
    REG_ADDRESS_COUNTRY REG_ADDRESS_COUNTRY_CODE REG_ADDRESS_LOC_ADDR_ID UTM_SOURCE UTM_MEDIUM UTM_CAMPAIGN
    UTM_CONTENT UTM_TERM LAST_ACTIVITY_BY LAST_ACTIVITY_TIME LAST_COMMUNICATION_TIME
"""


class ClassicField(NamedTuple):
    """A field of an older family; ``marks``: R required, r read only, I set once, M several values, o outdated."""

    name: str
    kind: str
    marks: str
    title: str
    status_type: str

    def described(self, russian: Mapping[str, str]) -> dict[str, Any]:
        """The description that the methods ``fields`` answer, with a Russian title where there is one."""
        told: dict[str, Any] = {"type": self.kind, **{name: mark in self.marks for name, mark in _FLAGS}}
        if "o" in self.marks:
            told["isDeprecated"] = True
        if self.status_type:
            told["statusType"] = self.status_type
        told["title"] = russian.get(self.name, self.title)
        if self.kind in _PARENTS and not self.marks.strip("r"):
            told["settings"] = {"parentEntityTypeId": _PARENTS[self.kind]}
        return told


# The types of items that an item belongs to one of.
_PARENTS: Final = {"crm_lead": LEAD, "crm_company": COMPANY, "crm_quote": QUOTE}
_FLAGS: Final = (
    ("isRequired", "R"),
    ("isReadOnly", "r"),
    ("isImmutable", "I"),
    ("isMultiple", "M"),
    ("isDynamic", "D"),
)


def _read(table: str) -> tuple[ClassicField, ...]:
    lines = ([*(part.strip() for part in line.split("|")), ""] for line in table.strip().splitlines())
    return tuple(ClassicField(*line[:5]) for line in lines)


FIELDS: Final = {LEAD: _read(_LEAD), DEAL: _read(_DEAL), CONTACT: _read(_CONTACT), COMPANY: _read(_COMPANY)}
"""What the methods ``fields`` describe."""
SHOWN: Final = {
    LEAD: tuple(_SHOWN_LEAD.split()),
    DEAL: tuple(_SHOWN_DEAL.split()),
    CONTACT: tuple(_SHOWN_CONTACT.split()),
    COMPANY: tuple(_SHOWN_COMPANY.split()),
}
"""What ``*`` stands for."""
