"""Field descriptions between the wire and the model, and the map of a template's fields."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from typing import Any

from inkpost.engines.docx import Placeholder
from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.uploads import Upload
from inkpost.model.fields import FieldDescription, FieldKind, Source
from inkpost.operations.filling import NUMBER, TITLE

_TYPES = {"DATETIME": "DATE", "PHONENUMBER": "PHONE"}
_SOURCES = {"arraydataprovider": Source.LIST, "hashdataprovider": Source.RECORD}


def plain_values(given: Mapping[str, Any]) -> dict[str, Any]:
    """The ``values`` parameter; a picture that came as a part of the body becomes a data URI like any other."""
    return {name: _plain(each) for name, each in given.items()}


def _plain(given: Any) -> Any:
    if isinstance(given, Upload):
        return f"data:application/octet-stream;base64,{base64.b64encode(given.content).decode()}"
    if isinstance(given, list):
        return [_plain(each) for each in given]
    return plain_values(given) if isinstance(given, dict) else given


def described(given: Mapping[str, Any]) -> dict[str, FieldDescription]:
    """The ``fields`` parameter: keys are codes of fields, values maps with TYPE, FORMAT, PROVIDER, OPTIONS, TITLE."""
    return {name: _description(name, each) for name, each in given.items()}


def _description(name: str, given: Any) -> FieldDescription:
    if given in ("", [], None):
        return FieldDescription()
    if not isinstance(given, Mapping):
        raise InkpostError(
            Reason.PARAMETER_INVALID,
            f"fields.{name} takes a map with TYPE, FORMAT, PROVIDER, OPTIONS, TITLE",
            subject=f"fields.{name}",
        )
    told = {key.upper(): item for key, item in given.items()}
    options = told.get("OPTIONS")
    options = {key.upper(): item for key, item in options.items()} if isinstance(options, Mapping) else {}
    item_name = options.get("ITEM_NAME")
    return FieldDescription(
        kind=_kind(told.get("TYPE")),
        format=_format(told.get("FORMAT")),
        source=_source(told.get("PROVIDER")),
        item_name=str(item_name) if item_name else None,
        item_source=_source(options.get("ITEM_PROVIDER")),
        title=str(told["TITLE"]) if told.get("TITLE") else None,
        default=told.get("DEFAULT"),
        required=str(told.get("REQUIRED", "")).upper() in {"Y", "1", "TRUE"},
    )


def _kind(given: Any) -> FieldKind:
    """A type, or the class of its values; one that is not known arrives as ready text."""
    name = _last_word(given).upper()
    try:
        return FieldKind(_TYPES.get(name, name or "TEXT"))
    except ValueError:
        return FieldKind.TEXT


def _format(given: Any) -> dict[str, str]:
    """Options under the names that modifiers have: long names for short ones, true and false for Y and N."""
    if isinstance(given, str) and given:
        return {"format": given}
    if not isinstance(given, Mapping):
        return {}
    options = {str(key).lower(): item for key, item in given.items() if isinstance(item, str | int | float)}
    return {_OPTIONS.get(name, name): _option(name, item) for name, item in options.items()}


_OPTIONS = {"currency_id": "currency", "with_zeros": "wz", "no_sign": "ns", "words": "w"}
_SWITCHES = frozenset({*_OPTIONS, *_OPTIONS.values()} - {"currency_id", "currency"})


def _option(name: str, given: str | int | float) -> str:
    if name not in _SWITCHES:
        return str(given)
    return "Y" if str(given).strip().lower() in {"y", "1", "true"} else "N"


def _source(given: Any) -> Source | None:
    """A provider's class, with or without its namespace, in any letter case."""
    return _SOURCES.get(_last_word(given).lower())


def _last_word(given: Any) -> str:
    return str(given or "").replace("/", "\\").rpartition("\\")[2]


def field_map(
    placeholders: Iterable[Placeholder],
    number: str,
    title: str,
    values: Mapping[str, Any],
    fields: Mapping[str, FieldDescription],
) -> dict[str, Any]:
    """Every field of a template with what is known of it: its number first, its title last, described both."""
    found: dict[str, Any] = {NUMBER: _own("Number", values, NUMBER, number, "this.DOCUMENT.DOCUMENT_NUMBER")}
    for placeholder in placeholders:
        name = placeholder.name
        if name not in (NUMBER, TITLE):
            found[name] = _field(placeholder, fields.get(name), values.get(name, ""))
    found[TITLE] = _own("Document Title", values, TITLE, title, [{}, "getTitle"])
    return found


def _own(title: str, values: Mapping[str, Any], name: str, default: str, chain: Any) -> dict[str, Any]:
    return {
        "title": title,
        "value": values.get(name) or default,
        "required": "Y",
        "group": ["Document"],
        "chain": chain,
        "default": default,
    }


def _field(placeholder: Placeholder, description: FieldDescription | None, value: Any) -> dict[str, Any]:
    shown: dict[str, Any] = {"value": value, "default": ""}
    if description is not None and description.title:
        shown["title"] = description.title
    kind = description.kind if description is not None else placeholder.kind_hint
    if kind is not FieldKind.TEXT:
        shown["type"] = kind.value
    if description is not None and description.required:
        shown["required"] = "Y"
    return shown
