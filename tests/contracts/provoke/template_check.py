"""Refusals of ``documentgenerator.template.check``."""

from __future__ import annotations

from contracts.provoke import Refusal, Stage, provokes
from worlds import b64, docx

CHECK = "documentgenerator.template.check"
UNKNOWN = 2**40


@provokes(CHECK, "file_missing")
def file_missing(stage: Stage) -> Refusal:
    return stage.refused(CHECK, fields={"Client": {}})


@provokes(CHECK, "fields_not_object")
def fields_not_object(stage: Stage) -> Refusal:
    return stage.refused(CHECK, file=b64(docx("x")), fields="Client")


@provokes(CHECK, "not_found")
def not_found(stage: Stage) -> Refusal:
    refused = stage.refused(CHECK, templateId=UNKNOWN)
    assert stage.refused(CHECK, templateId=stage.other.template(docx("x"))) == refused
    return refused


@provokes(CHECK, "deleted")
def deleted(stage: Stage) -> Refusal:
    assert stage.document
    stage.rest("documentgenerator.template.delete", id=stage.template)
    return stage.refused(CHECK, templateId=stage.template)


@provokes(CHECK, "no_right_modify")
def no_right(stage: Stage) -> Refusal:
    person = stage.person(documents_view="X", documents_modify="X", settings_modify="X")
    refused = stage.refused(CHECK, person.rest, file=b64(docx("x")))
    owner = stage.person(templates_modify="A")
    assert stage.refused(CHECK, owner.rest, templateId=stage.template) == refused, "another's template"
    return refused
