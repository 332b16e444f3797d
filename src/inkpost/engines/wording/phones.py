"""Phone numbers, as the country they belong to writes them."""

from __future__ import annotations

from collections.abc import Mapping

from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    format_number,
    is_possible_number,
    is_valid_number,
    parse,
)

from inkpost.engines.wording.locales import country_of
from inkpost.engines.wording.modifiers import Modifier
from inkpost.engines.wording.plain import part, plain_text
from inkpost.model.fields import FieldDescription, RegionFormat, Value

_FORMATS = {
    "international": PhoneNumberFormat.INTERNATIONAL,
    "national": PhoneNumberFormat.NATIONAL,
    "e.164": PhoneNumberFormat.E164,
}


def phone_text(value: Value, description: FieldDescription, modifier: Modifier, region: RegionFormat) -> str:
    """A number as its country groups it, with its country's code unless asked otherwise; other text as it is.

    Without a plus it must be a number its country knows, so that short ones (112) and house numbers stay.
    """
    country = part(value, "COUNTRY").upper() if isinstance(value, Mapping) else ""
    text = part(value, "VALUE") if isinstance(value, Mapping) else plain_text(value).strip()
    try:
        number = parse(text, country or country_of(region))
    except NumberParseException:
        return text
    if not is_valid_number(number) and not (text.startswith("+") and is_possible_number(number)):
        return text
    wanted = modifier.options.get("format") or description.format.get("format", "")
    return str(format_number(number, _FORMATS.get(wanted.strip().lower(), PhoneNumberFormat.INTERNATIONAL)))
