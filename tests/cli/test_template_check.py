"""``inkpost template check`` as a process, and every line of its documentation as it stands."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import commands
from engines.docx.making import package, paragraph, row, table, unzipped
from inkpost.cli import main
from inkpost.engines.docx.doctor import CODES
from support import ROOT, clean_environment
from worlds import docx

PAGE = ROOT / "docs" / "template-doctor.md"
CONTRACT = package(
    paragraph("Contract {DocumentNumber}")
    + paragraph("between us and {Cleint}, made on {Date~d.m.Y")
    + table(row("Nr", "Name"), row("{Products.INDEX}", "{Products.Item.Name}"))
)
FIELDS = {"Client": {}, "Products": {"PROVIDER": "ArrayDataProvider", "OPTIONS": {"ITEM_NAME": "Item"}}}


def check(folder: Path, *arguments: str, typed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return commands.run_bytes(["template", "check", *arguments], clean_environment(), typed=typed, folder=folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a template, a sound one, fields and values."""
    (tmp_path / "contract.docx").write_bytes(CONTRACT)
    (tmp_path / "sound.docx").write_bytes(docx("Dear {Client}"))
    (tmp_path / "fields.json").write_text(json.dumps(FIELDS))
    (tmp_path / "values.json").write_text(json.dumps({"Client": "Anna"}))
    return tmp_path


def told(folder: Path, *arguments: str, status: int) -> Any:
    done = check(folder, *arguments, "--json")
    assert (done.returncode, done.stderr) == (status, b"")
    return json.loads(done.stdout)


def test_a_sound_template_ends_with_0(folder: Path) -> None:
    done = check(folder, "sound.docx", "--fields", "fields.json", "--values", "values.json", "--region", "de")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == "sound.docx: no errors, no warnings, no notes\n"


def test_faults_end_with_1_and_are_told_with_their_places(folder: Path) -> None:
    found = told(folder, "contract.docx", "--fields", "fields.json", status=1)
    assert [(each["code"], each["place"]["text"]) for each in found["faults"]] == [
        ("unknown_field", "body, paragraph 2"),
        ("unclosed_brace", "body, paragraph 2"),
    ]
    page = check(folder, "contract.docx", "--fields", "fields.json").stdout.decode()
    assert page.startswith("contract.docx: 2 errors, no warnings, no notes\n")
    for each in found["faults"]:
        assert all(each[key] in page for key in ("code", "excerpt", "message", "advice"))
        assert each["place"]["text"] in page


def test_it_is_read_from_standard_input_too(folder: Path) -> None:
    assert check(folder, "-", typed=docx("Dear {Client}")).returncode == 0
    assert check(folder, "-", typed=docx("Dear {Client")).returncode == 1


def test_a_commented_copy_is_written(folder: Path) -> None:
    told(folder, "contract.docx", "--fields", "fields.json", "--commented", "out.docx", status=1)
    assert b"unknown" not in (folder / "contract.docx").read_bytes()
    assert b"There is no field Cleint" in unzipped((folder / "out.docx").read_bytes())["word/comments.xml"]


def test_values_say_what_stays_empty_and_what_is_not_used(folder: Path) -> None:
    (folder / "values.json").write_text(json.dumps({"Client": "", "More": 1}))
    found = told(folder, "sound.docx", "--values", "values.json", status=1)
    assert (found["empty"], found["unused"]) == (["Client"], ["More"])
    page = check(folder, "sound.docx", "--values", "values.json").stdout.decode()
    assert "Fields without a value: Client\n" in page
    assert page.endswith("Values without a field: More\n")


@pytest.mark.parametrize("content", [b"text", docx("x")[:-40]])
def test_an_unusable_file_ends_with_2_and_its_reason(folder: Path, content: bytes) -> None:
    (folder / "bad.docx").write_bytes(content)
    done = check(folder, "bad.docx", "--commented", "out.docx")
    assert (done.returncode, done.stderr) == (2, b"")
    assert done.stdout.decode().startswith("bad.docx: not usable\n")
    found = told(folder, "bad.docx", status=2)
    assert found["usable"] is False
    assert found["faults"][0]["message"] in done.stdout.decode()
    assert not (folder / "out.docx").exists()


USAGE = [
    (["missing.docx"], "missing.docx"),
    ([], "FILE"),
    (["sound.docx", "--region", "atlantis"], "--region"),
    (["sound.docx", "--values", "missing.json"], "missing.json"),
    (["sound.docx", "--values", "sound.docx"], "JSON"),
    (["sound.docx", "--fields", "list.json"], "no JSON object"),
    (["sound.docx", "--fields", "wrong.json"], "fields.Client"),
    (["sound.docx", "--commented", "nowhere/out.docx"], "cannot be written"),
]


@pytest.mark.parametrize(("arguments", "said"), USAGE)
def test_a_wrong_command_ends_with_2(
    folder: Path, arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this process, for there are many ways to be wrong."""
    (folder / "list.json").write_text("[]")
    (folder / "wrong.json").write_text('{"Client": 5}')
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(main, ["template", "check", *arguments])
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert isinstance(done.exception, SystemExit)


def test_what_a_terminal_would_obey_is_not_written_to_it(folder: Path) -> None:
    (folder / "values.json").write_text(json.dumps({"Client": "A", "\x1b[31mred\x07": 1}))
    done = check(folder, "sound.docx", "--values", "values.json")
    assert "�[31mred�".encode() in done.stdout
    assert b"\x1b" not in done.stdout


def test_the_commands_of_the_page_work_when_pasted_and_print_what_it_shows(folder: Path) -> None:
    text = PAGE.read_text()
    commands = re.findall(r"^```bash\n(.*?)^```", text, re.M | re.S)
    shown = re.findall(r"^```text\n(.*?)^```", text, re.M | re.S)
    (folder / ".venv" / "bin").mkdir(parents=True)
    program = folder / ".venv" / "bin" / "inkpost"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m inkpost "$@"\n')
    program.chmod(0o755)
    script = "\n".join(f"{block.rstrip()} || echo status $?" for block in commands)
    done = subprocess.run(
        ["bash", "-uc", script], cwd=folder, env=clean_environment(), capture_output=True, text=True, timeout=120
    )
    assert done.stderr == ""
    assert len(shown) == 2
    for output in shown:
        assert output in done.stdout
    assert (folder / "commented.docx").exists()


def test_the_page_lists_every_code_with_its_severity() -> None:
    listed = dict(re.findall(r"^\| `(\w+)` \| (\w+) \|", PAGE.read_text(), re.M))
    assert listed == {code: severity.value for code, severity in CODES.items()}


def test_a_template_for_items_is_held_against_their_fields(folder: Path) -> None:
    goods = table(row("{ProductsIndex}", "{ProductsProductName}"), row("{PRODUCTS.PRODUCT.PRICE~WZ=Y}", ""))
    lines = paragraph("{CompanyTitel} {DEAL.COMPANY.TITLE} {UfCrm1}") + paragraph("{TaxesTaxTitle} {Title~Case=1}")
    (folder / "offer.docx").write_bytes(package(lines + goods))
    found = told(folder, "offer.docx", "--items", "deal", status=1)["faults"]
    assert [(each["code"], each["place"]["paragraph"]) for each in found] == [
        ("unknown_field", 1),
        ("array_outside_row", 2),
        ("modifier_not_for_type", 2),
    ]
    assert "CompanyTitle is the nearest name" in found[0]["message"]
    assert told(folder, "offer.docx", "--items", "company", status=1)["faults"] != found
    (folder / "broken.docx").write_bytes(b"PK\x03\x04")
    assert not told(folder, "broken.docx", "--items", "deal", status=2)["usable"]


def test_there_are_items_of_the_own_types_of_the_crm_alone(folder: Path) -> None:
    done = check(folder, "sound.docx", "--items", "smart")
    assert done.returncode == 2
    assert b"'lead', 'deal', 'contact', 'company', 'estimate', 'invoice'" in done.stderr
