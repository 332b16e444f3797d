"""``inkpost template``: templates as files, without a server or a database."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import click

from inkpost.cli.common import json_option
from inkpost.engines.docx import DocxRefused, compile_template
from inkpost.engines.docx.doctor import Known, Report, Request, examine, told
from inkpost.errors import InkpostError
from inkpost.faces.bitrix.generator.fields import described
from inkpost.model.crm import NAMES
from inkpost.model.crm_fields import system_catalogue
from inkpost.model.crm_provider import field_map
from inkpost.model.fields import RegionFormat
from inkpost.model.regions import PREDEFINED
from inkpost.operations.filling import OWN_FIELDS
from inkpost.operations.template_checks import known_of_items

FILE = click.Path(path_type=Path, dir_okay=False)
ITEMS = {english.lower(): type_id for type_id, (english, _) in NAMES.items()}
FAULTY, UNUSABLE = 1, 2
CHECK_HELP = """Say what is wrong with a template, where, and what to do about it.

FILE is a .docx; - reads it from standard input. Errors spoil every document, warnings may, notes are good to know.

The exit status is 0 if there is nothing to mend (notes may be there), 1 if there are errors or warnings, and 2 if
the file is no usable template or the command is wrong.
"""


@click.group()
def template() -> None:
    """Templates: what is wrong with one, and where."""


@template.command("check", help=CHECK_HELP)
@click.argument("file", type=click.File("rb"))
@json_option
@click.option("--items", type=click.Choice(list(ITEMS)), help="Whose fields it may name: those of such items.")
@click.option("--fields", type=FILE, metavar="FILE.json", help="Descriptions of fields, as documents are made with.")
@click.option("--values", type=FILE, metavar="FILE.json", help="Fill it with these values; say what stays empty.")
@click.option("--region", type=click.Choice(list(PREDEFINED)), help="Whose formats of dates and names to fill with.")
@click.option("--commented", type=FILE, metavar="OUT.docx", help="Write a copy with a comment at each fault.")
def check(
    file: BinaryIO,
    as_json: bool,
    items: str | None,
    fields: Path | None,
    values: Path | None,
    region: str | None,
    commented: Path | None,
) -> None:
    """Examine a template."""
    given = None if values is None else _object(values, "--values")
    content = file.read()
    known = _known(content, items, fields, given)
    formats = PREDEFINED[region].format if region else RegionFormat()
    request = Request(known, formats, values=given is not None, commented=commented is not None)
    report = examine(content, request)
    if commented is not None and report.commented is not None:
        _write(commented, report.commented)
    click.echo(json.dumps(told(report), indent=1, ensure_ascii=False) if as_json else _page(file.name, report))
    sys.exit(UNUSABLE if report.refused else 0 if report.sound else FAULTY)


def _known(content: bytes, items: str | None, fields: Path | None, values: Mapping[str, Any] | None) -> Known:
    described_ones = _described(fields)
    if items is None:
        return Known(OWN_FIELDS, described_ones, values or {}, complete=fields is not None)
    try:
        placeholders = compile_template(content).placeholders
    except DocxRefused:  # is told by the report
        placeholders = ()
    type_id = ITEMS[items]
    return known_of_items(field_map(type_id, system_catalogue(type_id)), described_ones, values, placeholders)


def _object(path: Path, option: str) -> dict[str, Any]:
    """The JSON object in a file; what it is not ends the command with status 2."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as fault:
        raise click.BadParameter(f"{path} cannot be read as JSON: {fault}", param_hint=option) from None
    if not isinstance(found, dict):
        raise click.BadParameter(f"{path} holds no JSON object", param_hint=option)
    return found


def _described(path: Path | None) -> Mapping[str, Any]:
    try:
        return {} if path is None else described(_object(path, "--fields"))
    except InkpostError as fault:
        raise click.BadParameter(f"{path}: {fault.message}", param_hint="--fields") from None


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as fault:
        raise click.BadParameter(f"{path} cannot be written: {fault.strerror}", param_hint="--commented") from None


def _page(name: str, report: Report) -> str:
    """The report for people: a line that sums up, then a block for each fault."""
    return _printable("\n".join(_lines(name, report)))


def _lines(name: str, report: Report) -> Iterator[str]:
    said = told(report)
    if report.refused:
        yield f"{name}: not usable"
    else:
        yield f"{name}: {_counted(said['errors'], 'error')}, {_counted(said['warnings'], 'warning')}, " + _counted(
            said["notes"], "note"
        )
    width = max((len(each["code"]) for each in said["faults"]), default=0)
    for each in said["faults"]:
        yield ""
        yield f"{each['severity']:7}  {each['code']:{width}}  {each['place']['text'] if each['place'] else ''}".rstrip()
        texts = (f"“{each['excerpt']}”" if each["excerpt"] else "", each["message"], each["advice"])
        yield from (f"         {text}" for text in texts if text)
    if report.left_out:
        yield f"\nand {report.left_out} more"
    yield from _named(said)


def _named(said: Mapping[str, Any]) -> Iterator[str]:
    for key, title in (("empty", "Fields without a value"), ("unused", "Values without a field")):
        if said[key]:
            yield f"\n{title}: {', '.join(said[key])}"


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _printable(text: str) -> str:
    """Without what a terminal would obey: the texts are a stranger's."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "�" for letter in text)
