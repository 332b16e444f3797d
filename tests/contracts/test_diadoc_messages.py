"""Our messages are those of the interface: names, numbers, types, labels and defaults; and their classes are fresh."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from google.protobuf.descriptor import Descriptor, EnumDescriptor, FieldDescriptor

from diadoc.names import documented, known_as
from inkpost.faces.diadoc import proto
from support import ROOT, clean_environment

TYPES = {number: name[5:].lower() for name, number in vars(FieldDescriptor).items() if name.startswith("TYPE_")}


def classes() -> Iterator[tuple[str, Any]]:
    for name, each in vars(proto).items():
        if not name.startswith("_") and hasattr(each, "DESCRIPTOR") and not name.endswith("_pb2"):
            yield name, each.DESCRIPTOR


def label(field: FieldDescriptor) -> str:
    return "repeated" if field.is_repeated else "required" if field.is_required else "optional"


def default(field: FieldDescriptor) -> str | None:
    if not field.has_default_value:
        return None
    if field.enum_type is not None:
        return str(field.enum_type.values_by_number[field.default_value].name)
    return str(field.default_value).lower() if field.type == field.TYPE_BOOL else str(field.default_value)


def target(kind: Descriptor | EnumDescriptor) -> str:
    """The full name of the structure that a field of ours holds."""
    (name,) = (name for name, each in classes() if each is kind)
    return known_as(name)


def resolved(scope: str, name: str) -> str:
    """A type as a structure names it: looked for from within outwards."""
    parts = scope.split(".")
    while parts:
        if ".".join([*parts, name]) in documented():
            return ".".join([*parts, name])
        parts.pop()
    return name


def described(full: str, field: FieldDescriptor) -> tuple[Any, ...]:
    held = field.message_type or field.enum_type
    return field.number, label(field), target(held) if held else TYPES[field.type], default(field)


@pytest.mark.parametrize("name", [name for name, _ in classes()])
def test_a_structure_of_ours_is_the_documented_one(name: str) -> None:
    kind = dict(classes())[name]
    full = known_as(name)
    facts = documented()[full]
    if isinstance(kind, EnumDescriptor):
        assert {value.name: value.number for value in kind.values} == facts["enum"]
        return
    told = {
        each["name"]: (each["n"], each["label"], resolved(full, each["type"]), each.get("default"))
        for each in facts["fields"]
    }
    assert {field.name: described(full, field) for field in kind.fields} == told


def test_the_classes_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "protos.py"), "--check"],
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
