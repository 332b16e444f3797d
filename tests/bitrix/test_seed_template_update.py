"""``documentgenerator.template.update``, all of it: every parameter in every spelling, every file, every refusal."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import pytest

from inkpost.operations import administration
from support import CLIENT, SHARED, shared
from worlds import World, b64, docx

UPDATE = "documentgenerator.template.update"
GET = "documentgenerator.template.get"
NEW = docx("New {DocumentNumber}")
GOOD = docx("Good")
HOSTILE = sorted(path.name for path in SHARED.glob("corpus/hostile/*")) or [""]


def _update(world: World, template: int, **fields: Any) -> dict[str, Any]:
    changed: dict[str, Any] = world.rest(UPDATE, id=template, fields=fields)["template"]
    return changed


def _get(world: World, template: int) -> dict[str, Any]:
    found: dict[str, Any] = world.rest(GET, id=template)["template"]
    return found


def _lasting(shown: dict[str, Any]) -> dict[str, Any]:
    """What of a template's answer does not change from one answer to the next."""
    return {key: item for key, item in shown.items() if key != "downloadMachine"}


def _file(world: World, template: int) -> httpx.Response:
    return CLIENT.get(_get(world, template)["downloadMachine"])


def test_the_example_of_the_documentation(world: World) -> None:
    person = world.person()
    template = world.template(docx("x"), name="Old", code="OLD", withStamps="Y", users=["UA"])
    before = _get(world, template)
    numerator = world.numerator()
    code = f"U{person.id}"
    shown = _update(
        world,
        template,
        name="SUPPLY_CONTRACT_NEW Template",
        numeratorId=numerator,
        code="REST_TEMPLATE",
        users=[code],
        sort=700,
    )
    machine = shown.pop("downloadMachine")
    moment = shown.pop("updateTime")
    base = world.served.base_url
    path = f"/bitrix/services/main/ajax.php?action=documentgenerator.api.template.download&SITE_ID=s1&id={template}"
    provider = "bitrix\\documentgenerator\\dataprovider\\rest"
    assert shown == {
        "id": str(template),
        "name": "SUPPLY_CONTRACT_NEW Template",
        "region": "de",
        "code": "REST_TEMPLATE",
        "download": f"{base}{path}&ts=0",
        "active": "Y",
        "moduleId": "rest",
        "numeratorId": str(numerator),
        "withStamps": "Y",
        "providers": {provider: provider},
        "users": {code: code},
        "isDeleted": "N",
        "sort": "700",
        "createTime": before["createTime"],
    }
    assert moment >= before["updateTime"]
    assert machine.startswith(f"{base}/rest/documentgenerator.api.template.download.json?auth=")
    assert "&token=documentgenerator%7C" in machine


def test_an_application_may_call_it_with_a_token_in_the_body(world: World) -> None:
    template = world.template(docx("x"))
    token = world.token(world.application()).access_token
    answer = CLIENT.post(
        f"{world.served.base_url}/rest/{UPDATE}",
        json={"id": template, "fields": {"name": "By token"}, "auth": token},
    )
    assert answer.json()["result"]["template"]["name"] == "By token"


# --- the ways to pass a file ---------------------------------------------------------------------------------------

Send = Callable[[World, int], httpx.Response]


def _json(value: Any) -> Send:
    return lambda world, template: world.rest.raw(UPDATE, {"id": template, "fields": {"file": value}})


def _form(*pairs: tuple[str, str]) -> Send:
    def send(world: World, template: int) -> httpx.Response:
        return CLIENT.post(f"{world.rest.webhook_url}{UPDATE}", data={"id": str(template), **dict(pairs)})

    return send


def _part(world: World, template: int) -> httpx.Response:
    return CLIENT.post(
        f"{world.rest.webhook_url}{UPDATE}",
        data={"id": str(template), "fields[name]": "From a form"},
        files={"fields[file]": ("новый.docx", NEW, "application/octet-stream")},
    )


WAYS: dict[str, tuple[Send, str]] = {
    "base64": (_json(b64(NEW)), "template.docx"),
    "name and base64": (_json(["neu.docx", b64(NEW)]), "neu.docx"),
    "a map of the two": (_json({"0": "neu.docx", "1": b64(NEW)}), "neu.docx"),
    "fileData": (_json({"fileData": ["neu.docx", b64(NEW)]}), "neu.docx"),
    "a form's base64": (_form(("fields[file]", b64(NEW))), "template.docx"),
    "a form's pair": (_form(("fields[file][0]", "neu.docx"), ("fields[file][1]", b64(NEW))), "neu.docx"),
    "a part of a multipart body": (_part, "новый.docx"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_file_arrives_in_every_way(way: str, world: World) -> None:
    send, name = WAYS[way]
    template = world.template(docx("Old"))
    answer = send(world, template)
    assert answer.status_code == 200, answer.text
    file = _file(world, template)
    assert file.content == NEW
    assert file.headers["content-type"].startswith("application/vnd.openxmlformats-officedocument.wordprocessingml")
    disposition = file.headers["content-disposition"]
    assert disposition.startswith("attachment; ")
    assert f"filename*=UTF-8''{quote(name)}" in disposition
    made = world.document(template)
    assert made["number"] == "1"


def test_the_new_file_is_what_documents_are_made_from(world: World) -> None:
    template = world.template(docx("Old {A}"))
    old = world.document(template)
    _update(world, template, file=b64(NEW))
    fields = world.rest("documentgenerator.template.getfields", id=template)["templateFields"]
    assert list(fields) == ["DocumentNumber", "DocumentTitle"]
    kept = world.rest("documentgenerator.document.getfields", id=old["id"])["documentFields"]
    assert list(kept) == ["DocumentNumber", "DocumentTitle"]


# --- the fields ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("yes", "no"), [("Y", "N"), (1, 0), ("1", "0"), (True, False), ("true", "false"), ("y", "n"), ("TRUE", "False")]
)
def test_flags_are_taken_in_every_spelling(yes: Any, no: Any, world: World) -> None:
    template = world.template(docx("x"))
    shown = _update(world, template, active=no, withStamps=yes)
    assert (shown["active"], shown["withStamps"]) == ("N", "Y")
    shown = _update(world, template, active=yes, withStamps=no)
    assert (shown["active"], shown["withStamps"]) == ("Y", "N")


def test_a_flag_that_is_none_is_refused_and_names_what_is_valid(world: World) -> None:
    template = world.template(docx("x"))
    status, code, text = world.rest.error(UPDATE, id=template, fields={"active": "maybe", "name": "Never"})
    assert (status, code) == (400, "ERROR_ARGUMENT")
    assert text == "The parameter fields.active: expected one of Y, N, 1, 0, true, false, got 'maybe'"
    assert _get(world, template)["name"] == "Contract"


CODES = ["U503", "G7", "AU", "UA", "D3", "DR3", "SG9", "SG9_A", "SG9_E", "SG9_K"]


def test_every_access_code_is_taken_and_shown(world: World) -> None:
    template = world.template(docx("x"))
    shown = _update(world, template, users=CODES)
    assert shown["users"] == {code: code for code in CODES}
    assert list(shown["users"]) == CODES
    listed = world.rest("documentgenerator.template.list", select=["users"])["templates"][str(template)]
    assert listed["users"] == CODES
    assert _update(world, template, users=["UA", "UA"])["users"] == {"UA": "UA"}
    assert _update(world, template, users=[])["users"] == []


@pytest.mark.parametrize("wrong", ["U", "U0", "u5", "X5", "SG9_B", "UA ", "U5;drop table users", "U" + "9" * 40, ""])
def test_what_is_no_access_code_is_refused(wrong: str, world: World) -> None:
    template = world.template(docx("x"))
    status, code, text = world.rest.error(UPDATE, id=template, fields={"users": ["UA", wrong]})
    assert (status, code) == (400, "ERROR_ARGUMENT")
    assert "SG{id}_K" in text
    assert _get(world, template)["users"] == {"UA": "UA"}


def test_providers_are_taken_and_ignored(world: World) -> None:
    template = world.template(docx("x"))
    shown = _update(world, template, providers=["Bitrix\\Crm\\Deal"], name="N")
    assert list(shown["providers"]) == ["bitrix\\documentgenerator\\dataprovider\\rest"]


def test_a_change_keeps_what_it_does_not_name(world: World) -> None:
    content = docx("Kept")
    template = world.template(content, code="KEPT", withStamps="Y", sort=123, users=["UA", "U1"])
    before = _get(world, template)
    for fields in ({}, {"name": None, "file": None, "users": None, "sort": None}, {"unknown": 1}, {"sort": ""}):
        _update(world, template, **fields)
    _update(world, template, name="Other")
    after = _get(world, template)
    changing = ("name", "updateTime", "downloadMachine")
    assert {k: v for k, v in before.items() if k not in changing} == {
        k: v for k, v in after.items() if k not in changing
    }
    assert _file(world, template).content == content


def test_code_users_and_sort_are_seen_by_get_and_order_the_list(world: World) -> None:
    first, second = world.template(docx("x"), name="First"), world.template(docx("x"), name="Second")
    _update(world, first, sort=900, code="LAST", users=["AU"])
    _update(world, second, sort=-5)
    shown = _get(world, first)
    assert (shown["sort"], shown["code"], shown["users"]) == ("900", "LAST", {"AU": "AU"})
    listed = world.rest("documentgenerator.template.list", order={"sort": "asc"})["templates"]
    assert list(listed) == [str(second), str(first)]
    listed = world.rest("documentgenerator.template.list", order={"SORT": "DESC"})["templates"]
    assert list(listed) == [str(first), str(second)]
    assert _update(world, first, code="")["code"] == ""


def test_a_region_is_a_code_or_the_number_of_one_s_own(world: World, other_world: World) -> None:
    template = world.template(docx("x"))
    assert _update(world, template, region="uk")["region"] == "uk"
    for wrong in ("atlantis", str(2**40), 5, "de; --"):
        status, code, text = world.rest.error(UPDATE, id=template, fields={"region": wrong})
        assert (status, code, "region" in text) == (400, "ERROR_ARGUMENT", True)
    assert _get(world, template)["region"] == "uk"


def test_a_numerator_must_be_the_organisation_s_own(world: World, other_world: World) -> None:
    template = world.template(docx("x"))
    before = _get(world, template)
    for wrong in (other_world.numerator(), 2**60):
        status, code, text = world.rest.error(UPDATE, id=template, fields={"numeratorId": wrong, "name": "Never"})
        assert (status, code, text) == (400, "ERROR_ARGUMENT", f"numeratorId is {wrong}: there is no such numerator")
    assert _lasting(_get(world, template)) == _lasting(before)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "n" * 256}, "name"),
        ({"code": "c" * 256}, "code"),
        ({"sort": 2**31}, "sort"),
        ({"sort": "abc"}, "fields.sort"),
        ({"sort": 10**30}, "fields.sort"),
        ({"name": {"a": 1}}, "fields.name"),
        ({"users": "UA"}, "fields.users"),
        ({"users": [["UA"]]}, "fields.users.0"),
        ({"numeratorId": [1]}, "fields.numeratorId"),
        ({"file": 5}, "fields.file"),
        ({"file": "data:application/octet-stream;base64,UEsD"}, "fields.file"),
        ({"file": ["a.docx"]}, "fields.file"),
        ({"file": ""}, "fields.file"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_by_name(fields: dict[str, Any], field: str, world: World) -> None:
    template = world.template(docx("x"))
    before = _lasting(_get(world, template))
    status, code, text = world.rest.error(UPDATE, id=template, fields={"code": "never", **fields})
    assert (status, code) == (400, "ERROR_ARGUMENT")
    assert field in text
    assert len(text) < 300
    assert _lasting(_get(world, template)) == before


# --- the wire ------------------------------------------------------------------------------------------------------


def test_fields_arrive_as_a_php_form_a_query_and_in_other_spellings(world: World) -> None:
    template, numerator = world.template(docx("x")), world.numerator()
    url = f"{world.rest.webhook_url}{UPDATE}"
    form = {"id": template, "fields[name]": "Form & co", "fields[users][0]": "U1", "fields[users][1]": "D2"}
    shown = CLIENT.post(url, content=urlencode(form), headers={"content-type": "application/x-www-form-urlencoded"})
    assert shown.json()["result"]["template"]["users"] == {"U1": "U1", "D2": "D2"}
    assert _get(world, template)["name"] == "Form & co"
    query = {"ID": template, "FIELDS[NUMERATOR_ID]": numerator, "FIELDS[WITH_STAMPS]": "Y", "FIELDS[users][]": "UA"}
    shown = CLIENT.get(f"{url}.json", params=query).json()["result"]["template"]
    assert (shown["numeratorId"], shown["withStamps"], shown["users"]) == (str(numerator), "Y", {"UA": "UA"})
    assert world.rest(UPDATE, ID=template, FIELDS={"NAME": "Upper", "Sort": "7"})["template"]["sort"] == "7"
    assert CLIENT.get(f"{url}.xml", params={"id": template, "fields[name]": "X<ml"}).status_code == 200
    assert _get(world, template)["name"] == "X<ml"
    upper = CLIENT.post(f"{world.rest.webhook_url}{UPDATE.upper()}", json={"id": template, "fields": {"name": "Up"}})
    assert upper.json()["result"]["template"]["name"] == "Up"


def test_it_runs_in_a_batch_and_refuses_there_alike(world: World) -> None:
    template = world.template(docx("x"))
    answer = world.rest(
        "batch",
        cmd={
            "good": f"{UPDATE}?" + urlencode({"id": template, "fields[name]": "Batched"}),
            "bad": f"{UPDATE}?id={2**40}&fields[name]=x",
            "none": UPDATE,
        },
    )
    assert answer["result"]["good"]["template"]["name"] == "Batched"
    assert answer["result_error"] == {
        "bad": {"error": "0", "error_description": "Template not found"},
        "none": {"error": "100", "error_description": "Bitrix\\DocumentGenerator\\Template constructor must be public"},
    }


# --- who -----------------------------------------------------------------------------------------------------------


def test_a_right_reaches_as_far_as_its_level(world: World) -> None:
    department = administration.add_department(world.services, world.organization_id, "Sales")
    owner, mate = (world.person(departments=[department]) for _ in range(2))
    stranger, chief = world.person(), world.person()
    for person, level in ((owner, "A"), (mate, "D"), (stranger, "D"), (chief, "X")):
        world.role(person, templates_modify=level)
    template = world.template(docx("x"), rest=owner.rest)
    refusal = (400, "0", "You do not have permissions to modify this template")
    for person in (owner, mate, chief):
        assert person.rest(UPDATE, id=template, fields={"name": str(person.id)})["template"]["name"] == str(person.id)
    assert stranger.rest.error(UPDATE, id=template, fields={"name": "No"}) == refusal
    world.role(mate, templates_modify="")
    other = world.template(docx("x"), rest=mate.rest)
    assert owner.rest.error(UPDATE, id=other, fields={"name": "No"}) == refusal
    assert stranger.rest.error(UPDATE, id=template, fields={"file": b64(b"junk")}) == refusal


# --- at once -------------------------------------------------------------------------------------------------------


def test_of_two_updates_at_once_none_is_lost(world: World) -> None:
    template = world.template(docx("x"))
    for turn in range(8):
        changes = [{"name": f"N{turn}"}, {"code": f"C{turn}"}, {"sort": turn}, {"users": [f"U{turn + 1}"]}]
        with ThreadPoolExecutor(4) as pool:
            made = list(pool.map(lambda fields: _update(world, template, **fields), changes))
        assert len(made) == 4
        shown = _get(world, template)
        assert (shown["name"], shown["code"], shown["sort"]) == (f"N{turn}", f"C{turn}", str(turn))
        assert list(shown["users"]) == [f"U{turn + 1}"]


# --- hostile files -------------------------------------------------------------------------------------------------


def _packed(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx("x"))) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in source.namelist():
            if name not in parts:
                new.writestr(name, source.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return target.getvalue()


def _entity() -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx("&secret;".replace("&", "@")))) as package:
        body = package.read("word/document.xml").decode().replace("@secret;", "&secret;")
    body = body.replace("?>", '?>\n<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>', 1)
    return _packed(**{"word/document.xml": body.encode()})


BAD_FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "text": (lambda: b"I am no DOCX", "docx"),
    "a PDF": (lambda: b"%PDF-1.7\n%%EOF", "docx"),
    "a zip of something else": (lambda: _zip({"readme.txt": b"hello"}), "docx"),
    "cut off": (lambda: docx("x")[:-40], ""),
    "encrypted": (lambda: shared("corpus/hostile/bug53475-password-is-pass.docx").read_bytes(), "password"),
    "with macros": (lambda: shared("corpus/hostile/SimpleMacro.docm").read_bytes(), "macro"),
    "a zip bomb": (lambda: _packed(**{"word/media/bomb.xml": b"\0" * 200_000_000}), ""),
    "an external entity": (_entity, "entit"),
}


def _zip(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_file_that_cannot_be_used_is_refused_with_its_reason(kind: str, world: World) -> None:
    make, reason = BAD_FILES[kind]
    content = make()
    template = world.template(GOOD)
    before = _lasting(_get(world, template))
    began = time.monotonic()
    status, code, text = world.rest.error(UPDATE, id=template, fields={"file": ["x.docx", b64(content)], "name": "Bad"})
    assert time.monotonic() - began < 60
    assert (status, code) == (400, "0")
    assert text.startswith("file cannot be used: ")
    assert reason in text.lower()
    assert _lasting(_get(world, template)) == before
    assert _file(world, template).content == GOOD


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_answered_soon_and_harms_nothing(name: str, world: World) -> None:
    content = shared("corpus", "hostile", name).read_bytes()
    template = world.template(GOOD)
    began = time.monotonic()
    answer = world.rest.raw(UPDATE, {"id": template, "fields": {"file": [name, b64(content)]}})
    if answer.status_code == 200:
        made = world.rest.raw("documentgenerator.document.add", {"templateId": template, "value": "X"})
        assert made.status_code in (200, 400), made.text
        if made.status_code == 200:  # its conversion is another test's matter
            world.rest("documentgenerator.document.delete", id=made.json()["result"]["document"]["id"])
    else:
        assert answer.status_code == 400, answer.text
        assert answer.json()["error_description"]
        assert _file(world, template).content == GOOD
    assert time.monotonic() - began < 60
    assert httpx.get(f"{world.served.base_url}/health/ready").status_code in (200, 503)
    assert world.rest(GET, id=template)["template"]["id"] == str(template)
