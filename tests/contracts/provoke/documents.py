"""Refusals of ``documentgenerator.document.*``."""

from __future__ import annotations

from contracts.provoke import Refusal, Stage, provokes
from inkpost.operations import administration
from worlds import docx

D = "documentgenerator.document"
UNKNOWN = 2**40


@provokes(f"{D}.add", "template_id_missing")
def template_id_missing(stage: Stage) -> Refusal:
    return stage.refused(f"{D}.add", value="DEAL_1")


@provokes(f"{D}.add", "value_empty")
def value_empty(stage: Stage) -> Refusal:
    refused = stage.refused(f"{D}.add", templateId=stage.template, value="")
    assert stage.refused(f"{D}.add", templateId=stage.template) == refused
    return refused


@provokes(f"{D}.add", "deleted")
def template_deleted(stage: Stage) -> Refusal:
    assert stage.document
    stage.rest("documentgenerator.template.delete", id=stage.template)
    return stage.refused(f"{D}.add", templateId=stage.template, value="DEAL_1")


@provokes(f"{D}.add", "template_not_found")
def template_not_found(stage: Stage) -> Refusal:
    foreign = stage.other.template(docx("x"))
    refused = stage.refused(f"{D}.add", templateId=UNKNOWN, value="DEAL_1")
    assert stage.refused(f"{D}.add", templateId=foreign, value="DEAL_1") == refused
    return refused


@provokes(f"{D}.add", "create_failed")
def filling_grows_beyond_every_limit(stage: Stage) -> Refusal:
    template = stage.world.template(docx(*(["{Text}"] * 100)))
    values = {"Text": "x" * 3_000_000}
    refused = stage.refused(f"{D}.add", templateId=template, value="DEAL_1", values=values)
    assert stage.rest(f"{D}.list", filter={"templateId": template}) == {"documents": []}
    return refused


@provokes(f"{D}.add", "no_right_view")
def add_without_view(stage: Stage) -> Refusal:
    return stage.refused(f"{D}.add", stage.person(documents_modify="X").rest, templateId=stage.template, value="D")


@provokes(f"{D}.add", "no_right_create")
def add_without_modify(stage: Stage) -> Refusal:
    viewer = stage.person(documents_view="X")
    refused = stage.refused(f"{D}.add", viewer.rest, templateId=stage.template, value="DEAL_1")
    # The same for one who may make documents, only not from this template.
    closed = stage.world.template(docx("x"), users=[f"U{stage.world.admin.id}"])
    maker = stage.person(documents_view="X", documents_modify="X")
    assert stage.refused(f"{D}.add", maker.rest, templateId=closed, value="DEAL_1") == refused
    return refused


@provokes(f"{D}.add", "document_limit")
def document_limit(stage: Stage) -> Refusal:
    assert stage.document
    administration.set_organization(stage.services, stage.world.organization_id, max_documents=1)
    return stage.refused(f"{D}.add", templateId=stage.template, value="DEAL_1")


def _id_missing(method: str) -> None:
    @provokes(method, "id_missing")
    def id_missing(stage: Stage) -> Refusal:
        return stage.refused(method)


def _not_found(method: str) -> None:
    @provokes(method, "not_found")
    def not_found(stage: Stage) -> Refusal:
        refused = stage.refused(method, id=UNKNOWN)
        foreign = stage.other.document(stage.other.template(docx("x")))["id"]
        assert stage.refused(method, id=foreign) == refused
        gone = stage.document
        stage.rest(f"{D}.delete", id=gone)
        assert stage.refused(method, id=gone) == refused
        return refused


def _no_right(method: str, cause: str, **permissions: str) -> None:
    @provokes(method, cause)
    def no_right(stage: Stage) -> Refusal:
        refused = stage.refused(method, stage.person(**permissions).rest, id=stage.document)
        assert stage.refused(method, stage.person().rest, id=stage.document) == refused
        stage.rest(f"{D}.get", id=stage.document)
        return refused


for name in ("get", "update", "delete", "enablepublicurl", "getfields"):
    _id_missing(f"{D}.{name}")
    _not_found(f"{D}.{name}")
for name in ("get", "list"):
    _no_right(f"{D}.{name}", "no_right_view", documents_modify="X", templates_modify="X")
for name in ("update", "delete", "enablepublicurl", "getfields"):
    _no_right(f"{D}.{name}", "no_right_modify", documents_view="X")
