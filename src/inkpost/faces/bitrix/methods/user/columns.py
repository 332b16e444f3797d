"""The fields of a user on this wire: what each scope shows, what is kept of them, and what they are called."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from inkpost.faces.bitrix.listing import Column, Columns

TITLES: Final[Mapping[str, str]] = {
    "ID": "ID",
    "XML_ID": "External code",
    "ACTIVE": "Active",
    "NAME": "First name",
    "LAST_NAME": "Last name",
    "SECOND_NAME": "Second name",
    "TITLE": "Title",
    "EMAIL": "E-mail",
    "LAST_LOGIN": "Last sign-in",
    "DATE_REGISTER": "Registered",
    "TIME_ZONE": "Timezone",
    "IS_ONLINE": "Online",
    "TIMESTAMP_X": "Changed",
    "LAST_ACTIVITY_DATE": "Last seen",
    "PERSONAL_GENDER": "Gender",
    "PERSONAL_PROFESSION": "Profession",
    "PERSONAL_WWW": "Home page",
    "PERSONAL_BIRTHDAY": "Birthday",
    "PERSONAL_PHOTO": "Photo",
    "PERSONAL_ICQ": "ICQ",
    "PERSONAL_PHONE": "Private telephone",
    "PERSONAL_FAX": "Private fax",
    "PERSONAL_MOBILE": "Private mobile",
    "PERSONAL_PAGER": "Private pager",
    "PERSONAL_STREET": "Private street",
    "PERSONAL_CITY": "Private city",
    "PERSONAL_STATE": "Private state",
    "PERSONAL_ZIP": "Private postcode",
    "PERSONAL_COUNTRY": "Private country",
    "PERSONAL_MAILBOX": "Private post-office box",
    "PERSONAL_NOTES": "Private notes",
    "WORK_PHONE": "Work telephone",
    "WORK_COMPANY": "Company",
    "WORK_POSITION": "Position",
    "WORK_DEPARTMENT": "Department",
    "WORK_WWW": "Company home page",
    "WORK_FAX": "Work fax",
    "WORK_PAGER": "Work pager",
    "WORK_STREET": "Work street",
    "WORK_MAILBOX": "Work post-office box",
    "WORK_CITY": "Work city",
    "WORK_STATE": "Work state",
    "WORK_ZIP": "Work postcode",
    "WORK_COUNTRY": "Work country",
    "WORK_PROFILE": "Field of work",
    "WORK_LOGO": "Company logo",
    "WORK_NOTES": "Work notes",
    "UF_SKYPE_LINK": "Skype chat",
    "UF_ZOOM": "Zoom",
    "UF_EMPLOYMENT_DATE": "Employed since",
    "UF_TIMEMAN": "Time tracking",
    "UF_DEPARTMENT": "Departments",
    "UF_INTERESTS": "Interests",
    "UF_SKILLS": "Skills",
    "UF_WEB_SITES": "Other sites",
    "UF_XING": "Xing",
    "UF_LINKEDIN": "LinkedIn",
    "UF_FACEBOOK": "Facebook",
    "UF_TWITTER": "Twitter",
    "UF_SKYPE": "Skype",
    "UF_DISTRICT": "District",
    "UF_PHONE_INNER": "Extension",
    "USER_TYPE": "Kind of user",
}
_BRIEF_NAMES: Final = """
    ID XML_ID ACTIVE NAME LAST_NAME SECOND_NAME TITLE IS_ONLINE TIME_ZONE PERSONAL_PHOTO TIMESTAMP_X
    DATE_REGISTER PERSONAL_PROFESSION PERSONAL_GENDER PERSONAL_BIRTHDAY PERSONAL_CITY PERSONAL_STATE
    PERSONAL_COUNTRY WORK_POSITION WORK_CITY WORK_STATE WORK_COUNTRY LAST_ACTIVITY_DATE UF_EMPLOYMENT_DATE
    UF_TIMEMAN UF_SKILLS UF_INTERESTS UF_DEPARTMENT UF_PHONE_INNER USER_TYPE
"""
_BRIEF: Final = frozenset(_BRIEF_NAMES.split())
_NOT_BASIC: Final = frozenset({"LAST_LOGIN", "PERSONAL_WWW", "PERSONAL_ICQ"})
_OF_SCOPE: Final[Mapping[str, frozenset[str]]] = {
    "user": frozenset(TITLES),
    "user_basic": frozenset(TITLES) - _NOT_BASIC,
    "user_brief": _BRIEF,
}
SCOPES: Final = ("user", "user_basic", "user_brief")

# What is kept; every other field is an empty text, of everybody.
_KEPT: Final = {
    "ID": Column("ID", int, field="id"),
    "ACTIVE": Column("ACTIVE", bool, field="active"),
    "LAST_LOGIN": Column("LAST_LOGIN", datetime, field="last_login_at"),
    "DATE_REGISTER": Column("DATE_REGISTER", datetime, field="created_at"),
    "TIMESTAMP_X": Column("TIMESTAMP_X", datetime, field="updated_at"),
    "LAST_ACTIVITY_DATE": Column("LAST_ACTIVITY_DATE", datetime, field="last_seen_at"),
    "IS_ONLINE": Column("IS_ONLINE", bool, field="online"),
    "WORK_POSITION": Column("WORK_POSITION", field="position"),
    "UF_DEPARTMENT": Column("UF_DEPARTMENT", int, field="departments"),
    "USER_TYPE": Column("USER_TYPE", field="kind"),
}
_SEARCH: Final = Column("NAME_SEARCH", field="search")


def _column(name: str) -> Column:
    return _KEPT.get(name) or Column(name, field=name.lower())


COLUMNS: Final = Columns(*(_column(name) for name in TITLES), _SEARCH)
TIMES: Final = frozenset(name for name, column in _KEPT.items() if column.kind is datetime)
TEXTS: Final = frozenset(_column(name).model_name for name in TITLES if _column(name).kind is str)
NAMES: Final = (*TITLES, _SEARCH.name)


def shown_names(scopes: Collection[str]) -> frozenset[str]:
    """The wire names of the fields that these scopes show."""
    return frozenset().union(*(_OF_SCOPE[scope] for scope in SCOPES if scope in scopes))


def searchable_names(shown: Collection[str]) -> frozenset[str]:
    """The model's names of the fields that may be asked for where these are shown."""
    return frozenset(_column(name).model_name for name in shown) | {_SEARCH.model_name}
