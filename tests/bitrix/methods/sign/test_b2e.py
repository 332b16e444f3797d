"""``sign.b2e.document.*``, ``company.provider.list`` and the safe, over the wire and with the server's worker."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from inkpost.engines.sign.levels import Level
from inkpost.engines.sign.report import Verdict
from inkpost.engines.sign.trust import Trust
from inkpost.engines.sign.validation import check_pdf
from inkpost.model.files import DOCX
from inkpost.operations import trust_keys
from inkpost.store import signing_lists, signing_upkeep
from signing_worlds import GET, PERSONAL, PROVIDERS, SAFE, SEND, Office, fetched, linked_office
from signings import pdf
from support import wait_for
from worlds import SCOPES, World, b64, docx, pdf_text


@pytest.fixture
def office(world: World) -> Office:
    """A company with an application."""
    return Office(world)


def test_what_is_sent_answers_as_the_page_shows(office: Office) -> None:
    sent = office.send()
    assert sent["state"] == {"code": "sent", "name": "Sent"}
    members = [(each["role"], each["party"], each["user"], each["state"]) for each in sent["members"]]
    waiting = {"code": "waiting", "name": "Waiting"}
    assert members == [
        ("signer", 0, {"userId": office.worker.id}, waiting),
        ("assignee", 1, {"userId": office.boss.id}, waiting),
    ]
    assert office.app(GET, uid=sent["uid"].upper())["uid"] == sent["uid"]
    russian = office.app(GET, uid=sent["uid"], language="RU")
    assert russian["state"]["name"] == "Отправлен"
    assert office.app(GET, uid=sent["uid"], language="xx")["state"]["name"] == "Sent"


def test_the_whole_way_of_a_document(office: Office) -> None:
    sent = office.signed()
    assert office.state(sent) == ("done", {office.boss.id: "signed", office.worker.id: "signed"})
    for person, role in ((office.boss, "assignee"), (office.worker, "signer")):
        [row] = office.of(person)(PERSONAL)
        kept = [each for each in office.app(SAFE) if each["id"] == row["id"]]
        assert [(each["member_id"], each["role"], each["title"]) for each in kept] == [(person.id, role, "test-pdf e")]
        assert fetched(kept[0]["file_url"]).content == fetched(row["file_url"]).content


def test_a_docx_is_converted_first(office: Office) -> None:
    word = {"fileName": "Vertrag.docx", "fileType": DOCX, "fileContent": b64(docx("Arbeitsvertrag mit Klaus"))}
    sent = office.signed(files=[word])
    [row] = office.of(office.worker)(PERSONAL)
    assert row["title"] == "Vertrag"
    content = fetched(row["file_url"]).content
    assert "Arbeitsvertrag mit Klaus" in pdf_text(content)
    assert b"/ByteRange" in content
    assert office.state(sent)[0] == "done"


def test_a_generated_document_is_sent_by_its_number(office: Office) -> None:
    world = office.world
    made = world.document(world.template(docx("Offer for {Client}")), values={"Client": "Daisy"})
    at_once = office.send(files=None, documentId=made["id"])
    world.converted(made["id"])
    sent = office.signed(files=None, documentId=made["id"], title="Offer 1")
    [row] = office.of(office.worker)(PERSONAL)
    assert row["title"] == "Offer 1"
    assert "Offer for Daisy" in pdf_text(fetched(row["file_url"]).content)
    office.wait(at_once, boss="ready")
    assert office.app.error(SEND, fields=office.fields(documentId=made["id"]))[1] == "BAD_REQUEST"
    assert sent["uid"] != at_once["uid"]


def test_only_what_one_may_see_can_be_sent(office: Office, other_world: World) -> None:
    world = office.world
    foreign = other_world.document(other_world.template(docx("Secret")))["id"]
    own = world.document(world.template(docx("Secret")))["id"]
    hr = world.person()
    world.role(hr, signing_send="X")
    refused = office.of(hr).error(SEND, fields=office.fields(files=None, documentId=own))
    assert refused[:2] == (403, "ACCESS_DENIED")
    for number in (foreign, 0, -1, 2**40):
        fields = office.fields(files=None, documentId=number)
        assert office.app.error(SEND, fields=fields) == (200, "BAD_REQUEST", "Document not found")
    assert office.app.error(SEND, fields=office.fields(files=None, documentId=2**70))[1] == "BAD_REQUEST"


def test_a_file_that_is_none_ends_the_document_and_says_so(office: Office) -> None:
    broken = {"fileName": "a.pdf", "fileType": "application/pdf", "fileContent": b64(b"%PDF-1.7 and nothing else")}
    office.wait(office.send(files=[broken]), document="cancelled")


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ({"fileContent": "not base64"}, "fileContent"),
        ({"fileContent": ""}, "fileContent"),
        ({"fileContent": b64(b"MZ executable")}, "neither a PDF nor a DOCX"),
        ({"fileName": "a.docx"}, "file extension is not supported"),
        ({"fileName": ""}, "Invalid file name"),
        ({"fileName": ".pdf"}, "Invalid file name"),
        ({"fileName": "a."}, "extension is not specified"),
        ({"fileType": ["application/pdf"]}, "fileType"),
        ({"fileName": {"a": 1}}, "fileName"),
    ],
)
def test_files_of_every_wrong_kind(file: dict[str, Any], text: str, office: Office) -> None:
    good = {"fileName": "../../a.pdf", "fileType": "application/pdf", "fileContent": b64(pdf())}
    status, code, said = office.app.error(SEND, fields=office.fields(files=[{**good, **file}]))
    assert (status, code) == (200, "BAD_REQUEST")
    assert text in said


@pytest.mark.parametrize(
    "more",
    [
        {"members": "nobody"},
        {"members": [1, 2]},
        {"members": [{"userId": "x", "role": "signer"}]},
        {"members": [{"userId": 1, "role": ["signer"]}]},
        {"members": [{"userId": 1, "role": "signer"}] * 501},
        {"company": "Acme"},
        {"company": {"crmId": "x"}},
        {"company": {}},
        {"responsible": 5},
        {"responsible": {}},
        {"files": "file"},
        {"files": ["file"]},
        {"companyProviderUid": "'; drop table users"},
        {"companyProviderUid": "\x00"},
        {"externalSettings": []},
        {"title": "x" * 256},
        {"expires": "yesterday"},
        {"expires": "2020-01-01"},
        {"expires": "2999-01-01"},
        {"documentId": "x", "files": None},
    ],
)
def test_nonsense_is_refused_and_nothing_is_left_of_it(more: dict[str, Any], office: Office) -> None:
    fields = {**office.fields(), **more}
    status, code, said = office.app.error(
        SEND, fields={name: item for name, item in fields.items() if item is not None}
    )
    assert (status, code) == (200, "BAD_REQUEST")
    assert said
    assert "{" not in said


def test_the_same_person_twice_in_one_role_is_refused(office: Office) -> None:
    members = office.fields()["members"]
    refused = office.app.error(SEND, fields=office.fields(members=[*members, members[0]]))
    assert refused == (200, "BAD_REQUEST", "members name the same user twice with the same role")


def test_providers_are_registered_once_and_paged(office: Office) -> None:
    first = office.app(PROVIDERS, companyCrmId=office.company)
    assert [each["code"] for each in first] == ["ses", "certificate", "external"]
    assert office.app(PROVIDERS, companyCrmId=office.company) == first
    assert office.app(PROVIDERS, companyCrmId=str(office.company), limit=1, offset=1) == first[1:2]
    assert office.app(PROVIDERS, companyCrmId=office.company, language="ru")[0]["name"] == "Inkpost: код по почте"


def test_another_companys_provider_is_not_available(office: Office, other_world: World) -> None:
    other = Office(other_world)
    refused = office.app.error(SEND, fields=office.fields(companyProviderUid=other.provider))
    assert refused == (200, "BAD_REQUEST", "Signing provider is not available")
    second = Office(office.world)
    assert second.company != office.company
    assert office.app.error(SEND, fields=office.fields(companyProviderUid=second.provider)) == refused


def test_who_sees_what_was_sent(office: Office) -> None:
    world = office.world
    sales = world.person()
    world.role(sales, signing_view="A", signing_send="X", signing_safe="A")
    mine = office.of(sales)(SEND, fields=office.fields())
    theirs = office.send()
    assert office.of(sales)(GET, uid=mine["uid"])["uid"] == mine["uid"]
    assert office.of(sales).error(GET, uid=theirs["uid"]) == (200, "", "Document not found")
    for_sales = office.send(responsible={"userId": sales.id})
    assert office.of(sales)(GET, uid=for_sales["uid"])["uid"] == for_sales["uid"]
    assert office.app(GET, uid=mine["uid"])["uid"] == mine["uid"]
    assert office.of(office.worker).error(GET, uid=mine["uid"])[:2] == (403, "ACCESS_DENIED")


def test_the_safe_reaches_as_far_as_the_right(office: Office) -> None:
    world = office.world
    top = world.rest("department.add", NAME="Company")
    colleague, clerk = (world.person(departments=[top]) for _ in range(2))
    world.role(colleague, signing_send="X", signing_view="A", signing_safe="D")
    world.role(clerk, signing_send="X", signing_view="A", signing_safe="A")
    office.signed()
    assert office.of(colleague)(SAFE) == office.of(clerk)(SAFE) == []
    sent = office.of(colleague)(SEND, fields=office.fields(title="Ours"))
    office.wait(sent, boss="ready")
    office.sign(sent, office.boss)
    office.wait(sent, worker="ready")
    office.sign(sent, office.worker)
    office.wait(sent, document="done")
    assert {each["title"] for each in office.of(colleague)(SAFE)} == {"Ours"}
    assert office.of(clerk)(SAFE) == []
    assert {each["title"] for each in office.app(SAFE)} == {"Ours", "test-pdf e"}
    link = office.of(colleague)(SAFE)[0]["file_url"]
    assert fetched(link).status_code == 200
    world.role(clerk, signing_safe="D")
    assert {each["title"] for each in office.of(clerk)(SAFE)} == {"Ours"}


def test_employees_of_a_linked_company_are_named_by_their_codes(world: World) -> None:
    office = linked_office(world)
    members = [{"employeeCode": "e-1", "role": "signer"}, {"userId": office.boss.id, "role": "assignee"}]
    sent = office.app(SEND, fields=office.fields(company={"uuid": "hr-1"}, members=members))
    user = sent["members"][0]["user"]
    assert (user["userId"], user["employeeCode"]) == (office.worker.id, "e-1")
    assert sent["members"][1]["user"] == {"userId": office.boss.id}
    again = [{"employeeId": user["employeeId"], "role": "signer"}, members[1]]
    assert office.app(SEND, fields=office.fields(members=again))["members"][0]["user"] == user
    by_user = office.send()
    assert by_user["members"][0]["user"] == user


def test_a_batch_sends_and_asks(office: Office) -> None:
    commands = {
        "sent": f"{SEND}?{httpx.QueryParams(_flat({'fields': office.fields()}))}",
        "got": f"{GET}?uid=$result[sent][uid]",
    }
    found = office.app("batch", cmd=commands)["result"]
    assert found["got"]["uid"] == found["sent"]["uid"]
    assert wait_for(lambda: office.state(found["sent"])[1][office.boss.id] == "ready", what="the first member")


def _flat(given: Any, under: str = "") -> dict[str, str]:
    if isinstance(given, list):
        given = {str(at): item for at, item in enumerate(given)}
    if not isinstance(given, dict):
        return {under: str(given)}
    found: dict[str, str] = {}
    for name, item in given.items():
        found |= _flat(item, f"{under}[{name}]" if under else name)
    return found


def test_scopes_are_asked_for_by_what_is_used(world: World) -> None:
    narrow = Office(world, scopes=[each for each in SCOPES if each != "sign.b2e"])
    for method in (SEND, GET, PROVIDERS, PERSONAL, SAFE):
        assert narrow.app.error(method)[:2] == (403, "insufficient_scope")


def test_a_file_that_was_extended_is_given_as_it_is_now_by_old_links_too(office: Office) -> None:
    """Evidence and a timestamp are added an hour after the sealing; here the clock says that it is time."""
    sent, services = office.signed(), office.world.services
    person = office.of(office.worker)
    rows = [person(PERSONAL)[0], next(each for each in office.app(SAFE) if each["member_id"] == office.worker.id)]
    old = fetched(rows[0]["file_url"]).content
    with services.engine.begin() as db:
        document = signing_lists.document_by_guid(db, sent["uid"])
        assert document is not None
        signing_upkeep.change(db, document.id, due_at=services.clock())
    wait_for(lambda: len(fetched(rows[0]["file_url"]).content) > len(old), what="the longer file")
    newest = fetched(rows[0]["file_url"]).content
    assert newest.startswith(old)
    report = check_pdf(newest, Trust(office.act(office.world.admin, trust_keys.roots)), at=services.clock())
    assert report.verdict is Verdict.VALID
    assert Level.LTA in {each.level for each in report.signatures}
    now = [person(PERSONAL)[0], next(each for each in office.app(SAFE) if each["id"] == rows[1]["id"])]
    assert [{**each, "file_url": ""} for each in now] == [{**each, "file_url": ""} for each in rows]
    for each in (*rows, *now):
        assert fetched(each["file_url"]).content == newest
