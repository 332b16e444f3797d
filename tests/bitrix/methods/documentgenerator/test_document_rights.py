"""``documentgenerator.document.*``: who may do what, and the public link."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

from inkpost.operations import administration
from inkpost.store import documents, people
from support import CLIENT
from worlds import World, docx, docx_text

D = "documentgenerator.document"
PARAGRAPHS = ("Contract {DocumentNumber} of {CurrentDate}", "Client: {ClientName}", "{Unknown}")
DENIED = (403, "DOCGEN_ACCESS_ERROR", "Access denied")
NOT_FOUND = (400, "0", "Document not found")


def _get(world: World, document: int | str) -> dict[str, Any]:
    found: dict[str, Any] = world.rest(f"{D}.get", id=document)["document"]
    return found


def _update(world: World, document: int | str, **params: Any) -> dict[str, Any]:
    changed: dict[str, Any] = world.rest(f"{D}.update", id=document, **params)["document"]
    return changed


def _content(world: World, document: int | str) -> bytes:
    return CLIENT.get(_get(world, document)["downloadUrlMachine"]).content


def _text(world: World, document: int | str) -> str:
    return docx_text(_content(world, document))


# --- templates and rights ------------------------------------------------------------------------------------------


def test_a_deleted_template_makes_no_more_documents_but_keeps_its_own(world: World) -> None:
    template = world.template(docx("{A}"))
    made = world.document(template, values={"A": "a"})
    world.rest("documentgenerator.template.delete", id=template)
    assert world.rest("documentgenerator.template.get", id=template)["template"]["isDeleted"] == "Y"
    refused = world.rest.error(f"{D}.add", templateId=template, value="X")
    assert refused == (400, "0", "Cannot create document on deleted template")
    assert _get(world, made["id"])["templateId"] == str(template)
    _update(world, made["id"], values={"A": "b"})
    assert _text(world, made["id"]) == "b"
    assert "A" in world.rest(f"{D}.getfields", id=made["id"])["documentFields"]
    # Once its last document is gone, deleting it again removes it.
    world.rest(f"{D}.delete", id=made["id"])
    world.rest("documentgenerator.template.delete", id=template)
    assert world.rest.error("documentgenerator.template.get", id=template) == (400, "0", "Template not found")


def test_a_template_deleted_while_documents_are_made_fails_neither(world: World) -> None:
    for _ in range(6):
        template = world.template(docx("{A}"))

        def make(_: int, template: int = template) -> tuple[int, str]:
            answer = world.rest.raw(f"{D}.add", {"templateId": template, "value": "X"})
            return answer.status_code, answer.json().get("error_description", "")

        with ThreadPoolExecutor(4) as pool:
            making = pool.map(make, range(3))
            gone = pool.submit(world.rest, "documentgenerator.template.delete", id=template)
            made = list(making)
            assert gone.result() is None
        allowed = {"", "Template not found", "Cannot create document on deleted template"}
        assert {text for _, text in made} <= allowed, made
        assert {status for status, _ in made} <= {200, 400}


def test_deleting_a_document_closes_everything_of_it(world: World) -> None:
    made = world.document(world.template(docx("x")))
    link = world.rest(f"{D}.enablepublicurl", id=made["id"])["publicUrl"]
    assert world.rest(f"{D}.delete", id=made["id"]) is None
    assert world.rest.error(f"{D}.delete", id=made["id"]) == NOT_FOUND
    assert CLIENT.get(made["downloadUrlMachine"]).status_code == 400
    assert CLIENT.get(link).status_code == 404


def test_the_access_codes_of_a_template_say_who_may_use_it(world: World) -> None:
    sales = administration.add_department(world.services, world.organization_id, "Sales")
    north = administration.add_department(world.services, world.organization_id, "North", parent=sales)
    with world.services.engine.begin() as db:
        group = people.add_group(db, organization_id=world.organization_id, name="Board", workgroup=False)
        project = people.add_group(db, organization_id=world.organization_id, name="Bridge", workgroup=True)
    seller, northerner, owner, member, stranger = (
        world.person(departments=departments) for departments in ([sales], [north], [], [], [])
    )
    with world.services.engine.begin() as db:
        people.add_to_group(db, project, owner.id, "owner")
        people.add_to_group(db, project, member.id)
        people.add_to_group(db, group, member.id)
    everyone = {"seller": seller, "northerner": northerner, "owner": owner, "member": member, "stranger": stranger}
    for person in everyone.values():
        world.role(person, documents_view="X", documents_modify="X")
    template = world.template(docx("x"))
    for codes, allowed in (
        (["UA"], set(everyone)),
        (["AU"], set(everyone)),
        ([f"U{seller.id}", f"U{stranger.id}"], {"seller", "stranger"}),
        ([f"D{sales}"], {"seller"}),
        ([f"DR{sales}"], {"seller", "northerner"}),
        ([f"G{group}"], {"member"}),
        ([f"SG{project}"], {"owner", "member"}),
        ([f"SG{project}_K"], {"owner", "member"}),
        ([f"SG{project}_A"], {"owner"}),
        ([f"SG{project}_E"], {"owner"}),
        ([], set()),
        (["U999999999"], set()),
    ):
        world.rest("documentgenerator.template.update", id=template, fields={"users": codes})
        for name, person in everyone.items():
            answer = person.rest.raw(f"{D}.add", {"templateId": template, "value": "X"})
            assert answer.status_code == (200 if name in allowed else 403), (codes, name, answer.text)
            if name not in allowed:
                assert tuple(answer.json().values()) == DENIED[1:]
        assert world.document(template)["id"]


def test_one_who_may_look_may_not_change(world: World) -> None:
    made = world.document(world.template(docx("x")))
    viewer = world.person()
    world.role(viewer, documents_view="X")
    assert viewer.rest(f"{D}.get", id=made["id"])["document"]["id"] == str(made["id"])
    assert len(viewer.rest(f"{D}.list")["documents"]) == 1
    no_view = (400, "0", "You do not have permissions to view documents")
    for method in ("update", "delete", "enablepublicurl", "getfields"):
        assert viewer.rest.error(f"{D}.{method}", id=made["id"]) == no_view
    # The links that a viewer is given are the viewer's, and work.
    link = viewer.rest(f"{D}.get", id=made["id"])["document"]["downloadUrlMachine"]
    assert CLIENT.get(link).status_code == 200


def test_a_template_level_limits_get_list_and_delete(world: World) -> None:
    t = "documentgenerator.template"
    sales = administration.add_department(world.services, world.organization_id, "Sales")
    owner, mate = (world.person(departments=[sales]) for _ in range(2))
    stranger = world.person()
    for person, level in ((owner, "A"), (mate, "D"), (stranger, "D")):
        world.role(person, templates_modify=level)
    template = world.template(docx("x"), rest=owner.rest)
    none = (400, "0", "You do not have permissions to modify templates")
    for method in ("get", "getfields", "delete"):
        assert stranger.rest.error(f"{t}.{method}", id=template) == none
    assert [list(p.rest(f"{t}.list")["templates"]) for p in (owner, mate, stranger)] == [
        [str(template)],
        [str(template)],
        [],
    ]
    assert mate.rest(f"{t}.getfields", id=template)["templateFields"]
    assert mate.rest(f"{t}.delete", id=template) is None
    assert owner.rest.error(f"{t}.get", id=template) == (400, "0", "Template not found")


def test_a_plan_s_number_of_documents_is_exact_at_once(world: World) -> None:
    template = world.template(docx("x"))
    administration.set_organization(world.services, world.organization_id, max_documents=3)

    def make(_: int) -> int:
        return world.rest.raw(f"{D}.add", {"templateId": template, "value": "X"}).status_code

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(make, range(8))) == [200, 200, 200, 400, 400, 400, 400, 400]
    rows = world.rest(f"{D}.list")["documents"]
    assert sorted(row["number"] for row in rows) == ["1", "2", "3"]
    world.rest(f"{D}.delete", id=rows[0]["id"])
    assert world.document(template)["number"] == "4"


# --- the public link -----------------------------------------------------------------------------------------------


def test_the_public_link_is_the_same_after_it_was_off(world: World) -> None:
    made = world.document(world.template(docx("x")))
    link = world.rest(f"{D}.enablepublicurl", id=made["id"])["publicUrl"]
    assert re.fullmatch(re.escape(world.served.base_url) + r"/~[A-Za-z0-9]{16,}", link)
    assert _get(world, made["id"])["publicUrl"] == link
    for off in (0, "0", "N", False):
        assert world.rest(f"{D}.enablepublicurl", id=made["id"], status=off) == {"publicUrl": None}
        assert _get(world, made["id"])["publicUrl"] is None
        assert world.rest(f"{D}.enablepublicurl", id=made["id"], status=1) == {"publicUrl": link}
    _update(world, made["id"], values={"A": "b"})
    assert _get(world, made["id"])["publicUrl"] == link
    other = world.document(world.template(docx("x")))
    assert world.rest(f"{D}.enablepublicurl", id=other["id"])["publicUrl"] != link


def test_a_public_link_may_expire(world: World) -> None:
    made = world.document(world.template(docx("x")))
    past, coming = (datetime.now(UTC) + timedelta(hours=hours) for hours in (-1, 1))
    status, code, text = world.rest.error(f"{D}.enablepublicurl", id=made["id"], expires=past.isoformat())
    assert (status, code, text) == (400, "ERROR_ARGUMENT", "expires is in the past: it takes a moment to come")
    assert _get(world, made["id"])["publicUrl"] is None
    world.rest.error(f"{D}.enablepublicurl", id=made["id"], expires="soon")
    shown = world.rest(f"{D}.enablepublicurl", id=made["id"], expires=coming.isoformat(), password="secret")
    assert shown["publicUrl"] == _get(world, made["id"])["publicUrl"]
    assert "secret" not in json.dumps(_get(world, made["id"]))


def test_a_link_that_expired_is_shown_as_none(world: World) -> None:
    made = world.document(world.template(docx("x")))
    world.rest(f"{D}.enablepublicurl", id=made["id"])
    with world.services.engine.begin() as db:
        documents.change(db, int(made["id"]), public_expires_at=datetime.now(UTC) - timedelta(seconds=1))
    assert _get(world, made["id"])["publicUrl"] is None
    assert world.rest(f"{D}.enablepublicurl", id=made["id"])["publicUrl"] is not None
