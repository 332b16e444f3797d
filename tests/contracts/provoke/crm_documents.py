"""Refusals of ``crm.documentgenerator.document.*`` and of ``disk.file.get``."""

from __future__ import annotations

from typing import Any

from contracts.provoke import Refusal, Stage, provokes
from crm_worlds import DEAL, LEAD, D, T, document, item, template
from inkpost.model.numbering import Generator
from inkpost.operations import administration
from inkpost.store import documents, files, templates
from worlds import Person, b64, docx

UNKNOWN = 2**40


def _deal(stage: Stage) -> int:
    return item(stage.rest, DEAL, title="Implementation")


def _made(stage: Stage) -> int:
    return int(document(stage.world, template(stage.world, docx("{DocumentNumber}")), _deal(stage))["id"])


def _maker(stage: Stage, **more: str) -> Person:
    """Who may do everything with documents, and sees the objects of the CRM that are their own."""
    rights = {"documents_view": "X", "documents_modify": "X", "crm_view": "A", "crm_add": "A", **more}
    return stage.person(**{name: level for name, level in rights.items() if level})


def _given(stage: Stage, **params: Any) -> dict[str, Any]:
    whole = {"entityTypeId": DEAL, "entityId": _deal(stage), **params}
    whole.setdefault("templateId", template(stage.world, docx("x")))
    return {name: each for name, each in whole.items() if each is not None}


# --- add -----------------------------------------------------------------------------------------------------------


@provokes(f"{D}.add", "type_unknown")
def type_unknown(stage: Stage) -> Refusal:
    refused = stage.refused(f"{D}.add", **_given(stage, entityTypeId=178))
    assert stage.refused(f"{D}.add", **_given(stage, entityTypeId=None)) == refused
    assert stage.refused(f"{D}.add", **_given(stage, entityTypeId=-2)) == refused
    return refused


@provokes(f"{D}.add", "type_not_of_template")
def type_not_of_the_template(stage: Stage) -> Refusal:
    lead = item(stage.rest, LEAD, title="Somebody")
    return stage.refused(f"{D}.add", **_given(stage, entityTypeId=LEAD, entityId=lead))


@provokes(f"{D}.add", "value_empty")
def value_empty(stage: Stage) -> Refusal:
    refused = stage.refused(f"{D}.add", **_given(stage, entityId=0))
    assert stage.refused(f"{D}.add", **_given(stage, entityId=None)) == refused
    assert stage.refused(f"{D}.add", **_given(stage, entityId="")) == refused
    return refused


@provokes(f"{D}.add", "deleted")
def template_deleted(stage: Stage) -> Refusal:
    used = template(stage.world, docx("x"))
    document(stage.world, used, _deal(stage))
    stage.rest(f"{T}.delete", id=used)
    return stage.refused(f"{D}.add", **_given(stage, templateId=used))


@provokes(f"{D}.add", "create_failed")
def filling_grows_beyond_every_limit(stage: Stage) -> Refusal:
    large = template(stage.world, docx(*(["{Text}"] * 100)))
    values = {"Text": "x" * 3_000_000}
    return stage.refused(f"{D}.add", **_given(stage, templateId=large, values=values))


@provokes(f"{D}.add", "no_right_create")
def add_without_modify(stage: Stage) -> Refusal:
    viewer = stage.person(documents_view="X", crm_view="X")
    refused = stage.refused(f"{D}.add", viewer.rest, **_given(stage))
    assert stage.refused(f"{D}.add", stage.person(documents_modify="X", crm_view="X").rest, **_given(stage)) == refused
    closed = template(stage.world, docx("x"), users=[f"U{stage.world.admin.id}"])
    maker = _maker(stage, crm_view="X")
    assert stage.refused(f"{D}.add", maker.rest, **_given(stage, templateId=closed)) == refused
    return refused


@provokes(f"{D}.add", "no_right_item")
def add_for_what_is_not_to_be_seen(stage: Stage) -> Refusal:
    refused = stage.refused(f"{D}.add", _maker(stage).rest, **_given(stage))
    assert stage.rest(f"{D}.list") == {"documents": []}
    return refused


@provokes(f"{D}.add", "document_limit")
def document_limit(stage: Stage) -> Refusal:
    _made(stage)
    administration.set_organization(stage.services, stage.world.organization_id, max_documents=1)
    return stage.refused(f"{D}.add", **_given(stage))


@provokes(f"{D}.add", "number_failed")
def number_without_end(stage: Stage) -> Refusal:
    prefix = {f"Bitrix_Main_Numerator_Generator_{Generator.PREFIX.capitalize()}NumberGenerator": {"prefix": "x" * 255}}
    fields = {"name": "Long", "template": "{PREFIX}{PREFIX}{NUMBER}", "settings": prefix}
    numerator = stage.rest("crm.documentgenerator.numerator.add", fields=fields)["numerator"]["id"]
    numbered = template(stage.world, docx("x"), numeratorId=numerator)
    return stage.refused(f"{D}.add", **_given(stage, templateId=numbered))


@provokes(f"{D}.add", "template_id_missing")
def template_id_missing(stage: Stage) -> Refusal:
    return stage.refused(f"{D}.add", entityTypeId=DEAL, entityId=_deal(stage))


@provokes(f"{D}.add", "template_not_found")
def template_not_found(stage: Stage) -> Refusal:
    refused = stage.refused(f"{D}.add", **_given(stage, templateId=UNKNOWN))
    foreign = template(stage.other, docx("x"))
    assert stage.refused(f"{D}.add", **_given(stage, templateId=foreign)) == refused
    assert stage.refused(f"{D}.add", **_given(stage, templateId=stage.template)) == refused  # the sibling family's
    return refused


# --- one document --------------------------------------------------------------------------------------------------


def _id_missing(method: str) -> None:
    @provokes(method, "id_missing")
    def id_missing(stage: Stage) -> Refusal:
        return stage.refused(method)


def _not_found(method: str) -> None:
    @provokes(method, "not_found")
    def not_found(stage: Stage) -> Refusal:
        refused = stage.refused(method, id=UNKNOWN)
        foreign = document(stage.other, template(stage.other, docx("x")), item(stage.other.rest, DEAL, title="x"))["id"]
        assert stage.refused(method, id=foreign) == refused
        gone = _made(stage)
        stage.rest(f"{D}.delete", id=gone)
        assert stage.refused(method, id=gone) == refused
        return refused


def _not_of_crm(method: str) -> None:
    @provokes(method, "not_of_crm")
    def not_of_crm(stage: Stage) -> Refusal:
        refused = stage.refused(method, id=stage.document)
        stage.rest("documentgenerator.document.get", id=stage.document)
        return refused


def _no_right_item(method: str) -> None:
    @provokes(method, "no_right_item")
    def no_right_item(stage: Stage) -> Refusal:
        made = _made(stage)
        refused = stage.refused(method, _maker(stage).rest, id=made)
        assert stage.refused(method, _maker(stage, crm_view="").rest, id=made) == refused
        stage.rest(f"{D}.get", id=made)
        return refused


def _no_right(method: str, cause: str, **rights: str) -> None:
    @provokes(method, cause)
    def no_right(stage: Stage) -> Refusal:
        made = _made(stage)
        refused = stage.refused(method, _maker(stage, crm_view="X", **rights).rest, id=made)
        stage.rest(f"{D}.get", id=made)
        return refused


for name in ("get", "update", "delete", "enablepublicurl", "getfields"):
    _id_missing(f"{D}.{name}")
    _not_found(f"{D}.{name}")
    _no_right_item(f"{D}.{name}")
for name in ("get", "update", "delete", "enablepublicurl"):
    _not_of_crm(f"{D}.{name}")
for name in ("get", "enablepublicurl", "getfields", "list"):
    _no_right(f"{D}.{name}", "no_right_view", documents_view="")
for name in ("update", "enablepublicurl"):
    _no_right(f"{D}.{name}", "no_right_modify_this", documents_modify="")
for name in ("delete", "getfields"):
    _no_right(f"{D}.{name}", "no_right_modify", documents_modify="")


@provokes(f"{D}.update", "file_damaged")
def file_damaged(stage: Stage) -> Refusal:
    """The template's file goes bad where it lies; nobody but the one who fills the document anew is told."""
    world = stage.world
    made = _made(stage)
    with world.services.engine.begin() as db:
        found = documents.find(db, world.organization_id, made)
        assert found is not None
        source = templates.find(db, world.organization_id, found.template_id or 0)
        assert source is not None
        content = docx(f"Of its own {world.organization_id}")
        digest = world.services.blobs.put(content)
        of_it = {"organization_id": world.organization_id, "size": len(content), "name": "x", "media_type": "x"}
        templates.change(db, source.id, file_id=files.add(db, sha256=digest, **of_it).id)
    path = world.services.blobs.path(digest)
    path.write_bytes(b"damaged" + path.read_bytes()[7:])
    stage.rest(f"{D}.get", id=made)
    return stage.refused(f"{D}.update", id=made, values={"A": "b"})


# --- list ----------------------------------------------------------------------------------------------------------


@provokes(f"{D}.list", "type_selected")
def type_selected(stage: Stage) -> Refusal:
    return stage.refused(f"{D}.list", select=["id", "entityTypeId"])


@provokes(f"{D}.list", "no_right_item")
def list_of_what_is_not_to_be_seen(stage: Stage) -> Refusal:
    deal = _deal(stage)
    document(stage.world, template(stage.world, docx("x")), deal)
    asked = {"entityTypeId": DEAL, "entityId": deal}
    return stage.refused(f"{D}.list", _maker(stage).rest, filter=asked)


# --- upload --------------------------------------------------------------------------------------------------------


def _fields(stage: Stage, **fields: Any) -> dict[str, Any]:
    whole = {
        "entityTypeId": DEAL,
        "entityId": _deal(stage),
        "fileContent": b64(docx("x")),
        "region": "de",
        "title": "Product demonstration",
        "number": "2026-001",
    }
    return {name: each for name, each in {**whole, **fields}.items() if each is not None}


@provokes(f"{D}.upload", "fields_missing")
def upload_without_fields(stage: Stage) -> Refusal:
    return stage.refused(f"{D}.upload")


@provokes(f"{D}.upload", "fields_not_object")
def upload_with_fields_of_another_kind(stage: Stage) -> Refusal:
    return stage.refused(f"{D}.upload", fields="name")


@provokes(f"{D}.upload", "required_fields_empty")
def required_fields_empty(stage: Stage) -> Refusal:
    refused = stage.refused(f"{D}.upload", fields={})
    assert stage.refused(f"{D}.upload", fields={"title": "x", "entityId": 0, "region": ""}) == refused
    one = stage.refused(f"{D}.upload", fields=_fields(stage, region=None))
    assert one == (refused.status, refused.code, "Empty required fields: region")
    return refused


@provokes(f"{D}.upload", "file_missing")
def file_missing(stage: Stage) -> Refusal:
    return stage.refused(f"{D}.upload", fields=_fields(stage, fileContent=None))


@provokes(f"{D}.upload", "file_unreadable")
def file_unreadable(stage: Stage) -> Refusal:
    return stage.refused(f"{D}.upload", fields=_fields(stage, fileContent="%%%"))


@provokes(f"{D}.upload", "save_failed")
def file_is_no_docx(stage: Stage) -> Refusal:
    refused = stage.refused(f"{D}.upload", fields=_fields(stage, fileContent=b64(b"no package")))
    assert stage.rest(f"{D}.list") == {"documents": []}
    return refused


@provokes(f"{D}.upload", "type_wrong")
def upload_type_wrong(stage: Stage) -> Refusal:
    refused = stage.refused(f"{D}.upload", fields=_fields(stage, entityTypeId="deal"))
    assert stage.refused(f"{D}.upload", fields=_fields(stage, entityTypeId=-2)) == refused
    return refused


@provokes(f"{D}.upload", "type_unknown")
def upload_type_unknown(stage: Stage) -> Refusal:
    return stage.refused(f"{D}.upload", fields=_fields(stage, entityTypeId=178))


@provokes(f"{D}.upload", "item_wrong")
def upload_item_wrong(stage: Stage) -> Refusal:
    refused = stage.refused(f"{D}.upload", fields=_fields(stage, entityId="x"))
    assert stage.refused(f"{D}.upload", fields=_fields(stage, entityId=-1)) == refused
    return refused


@provokes(f"{D}.upload", "no_right_view")
def upload_without_right(stage: Stage) -> Refusal:
    refused = stage.refused(f"{D}.upload", _maker(stage, documents_view="").rest, fields=_fields(stage))
    viewer = _maker(stage, documents_modify="", crm_view="X")
    assert stage.refused(f"{D}.upload", viewer.rest, fields=_fields(stage)) == refused
    return refused


@provokes(f"{D}.upload", "no_right_item")
def upload_to_what_is_not_to_be_seen(stage: Stage) -> Refusal:
    return stage.refused(f"{D}.upload", _maker(stage).rest, fields=_fields(stage))


# --- the Drive -----------------------------------------------------------------------------------------------------


@provokes("disk.file.get", "id_missing")
def file_id_missing(stage: Stage) -> Refusal:
    refused = stage.refused("disk.file.get")
    assert stage.refused("disk.file.get", id="abc") == refused
    return refused


@provokes("disk.file.get", "not_found")
def file_not_found(stage: Stage) -> Refusal:
    foreign = stage.other.rest(
        "documentgenerator.document.get", id=stage.other.document(stage.other.template(docx("x")))["id"]
    )
    number = foreign["document"]["emailDiskFile"]
    refused = stage.refused("disk.file.get", id=number)
    assert refused.text == f"Could not find entity with id `{number}`"
    return stage.refused("disk.file.get", id=UNKNOWN)


@provokes("disk.file.get", "no_right_view")
def file_of_what_is_not_to_be_seen(stage: Stage) -> Refusal:
    number = stage.rest(f"{D}.get", id=_made(stage))["document"]["emailDiskFile"]
    refused = stage.refused("disk.file.get", _maker(stage).rest, id=number)
    assert stage.refused("disk.file.get", stage.person(crm_view="X").rest, id=number) == refused
    assert stage.rest("disk.file.get", id=number)["ID"] == str(number)
    return refused
