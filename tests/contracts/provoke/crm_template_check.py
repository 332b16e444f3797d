"""Refusals of ``crm.documentgenerator.template.check``."""

from __future__ import annotations

from contracts.provoke import Refusal, Stage, provokes
from crm_worlds import document, item, template
from worlds import b64, docx

CHECK = "crm.documentgenerator.template.check"
UNKNOWN = 2**40


@provokes(CHECK, "file_missing")
def file_missing(stage: Stage) -> Refusal:
    return stage.refused(CHECK, entityTypeId=2)


@provokes(CHECK, "fields_not_object")
def fields_not_object(stage: Stage) -> Refusal:
    return stage.refused(CHECK, file=b64(docx("x")), fields="Client")


@provokes(CHECK, "not_found")
def not_found(stage: Stage) -> Refusal:
    refused = stage.refused(CHECK, templateId=UNKNOWN)
    assert stage.refused(CHECK, templateId=template(stage.other, docx("x"))) == refused
    assert stage.refused(CHECK, templateId=stage.template) == refused, "one of the other module"
    return refused


@provokes(CHECK, "deleted")
def deleted(stage: Stage) -> Refusal:
    made = template(stage.world, docx("x"))
    document(stage.world, made, item(stage.rest, 2, title="Deal"))
    stage.rest("crm.documentgenerator.template.delete", id=made)
    return stage.refused(CHECK, templateId=made)


@provokes(CHECK, "type_not_found")
def type_not_found(stage: Stage) -> Refusal:
    return stage.refused(CHECK, file=b64(docx("x")), entityTypeId=999)


@provokes(CHECK, "no_right_modify_this")
def no_right_to_this(stage: Stage) -> Refusal:
    owner = stage.person(templates_modify="A")
    return stage.refused(CHECK, owner.rest, templateId=template(stage.world, docx("x")))


@provokes(CHECK, "no_right_modify")
def no_right(stage: Stage) -> Refusal:
    person = stage.person(documents_view="X", documents_modify="X", settings_modify="X")
    return stage.refused(CHECK, person.rest, file=b64(docx("x")))
