"""Refusals of ``sign.b2e.*``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import text

from contracts.provoke import Refusal, Stage, provokes
from hcmlink_worlds import H, Link
from signing_worlds import GET, OF_EMPLOYEE, PERSONAL, PROVIDERS, SAFE, SEND, Office, linked_office
from signings import pdf
from worlds import SCOPES, b64

PDF = "application/pdf"


def _by_webhook(method: str) -> None:
    @provokes(method, "application_required")
    def by_webhook(stage: Stage) -> Refusal:
        narrow = stage.world.person(scopes=["crm"]).rest
        refused = stage.refused(method, narrow)
        assert stage.refused(method) == refused
        return refused


for _method in (SEND, GET, PROVIDERS, PERSONAL, SAFE, OF_EMPLOYEE):
    _by_webhook(_method)


def _out_of_range(method: str) -> None:
    @provokes(method, "limit_wrong")
    def limit_wrong(stage: Stage) -> Refusal:
        office = Office(stage.world)
        refused = stage.refused(method, office.app, limit=0, companyCrmId=1)
        assert stage.refused(method, office.app, limit=1001, companyCrmId=1) == refused
        return refused


for _method in (PERSONAL, SAFE, PROVIDERS):
    _out_of_range(_method)


def _offset(method: str) -> None:
    @provokes(method, "offset_wrong")
    def offset_wrong(stage: Stage) -> Refusal:
        return stage.refused(method, Office(stage.world).app, offset=-1)


for _method in (PERSONAL, SAFE):
    _offset(_method)


def _scopes(method: str) -> None:
    @provokes(method, "scope_crm_missing")
    def without_crm(stage: Stage) -> Refusal:
        office = Office(stage.world, scopes=[each for each in SCOPES if each != "crm"])
        return stage.refused(method, office.app, uid="x", fields={"a": 1}, companyCrmId=1)


for _method in (SEND, GET, PROVIDERS):
    _scopes(_method)


@provokes(SEND, "scope_hcmlink_missing")
def send_without_hcmlink(stage: Stage) -> Refusal:
    office = Office(stage.world, scopes=["sign.b2e", "crm"])
    refused = stage.refused(SEND, office.app, fields={"company": {"uuid": "acme"}})
    for people in ({"members": [{"employeeCode": "1", "role": "signer"}]}, {"responsible": {"employeeId": 1}}):
        assert stage.refused(SEND, office.app, fields=people) == refused
    return refused


@provokes(PROVIDERS, "scope_hcmlink_missing")
def providers_without_hcmlink(stage: Stage) -> Refusal:
    return stage.refused(PROVIDERS, Office(stage.world, scopes=["sign.b2e", "crm"]).app, companyUuid="acme")


def _no_right(method: str, cause: str) -> None:
    @provokes(method, cause)
    def no_right(stage: Stage) -> Refusal:
        office = Office(stage.world)
        nobody = office.of(stage.world.person())
        return stage.refused(method, nobody, uid="x", fields=office.fields(), companyCrmId=office.company)


_no_right(SEND, "no_right_create")
_no_right(GET, "no_right_view")
_no_right(PROVIDERS, "no_right_create")
_no_right(SAFE, "no_right_view")

BAD: dict[str, Callable[[Office], dict[str, Any]]] = {
    "provider_missing": lambda office: {"companyProviderUid": None},
    "responsible_missing": lambda office: {"responsible": None},
    "signer_missing": lambda office: {"members": [{"userId": office.boss.id, "role": "assignee"}]},
    "assignee_missing": lambda office: {"members": [{"userId": office.boss.id, "role": "signer"}]},
    "role_wrong": lambda office: {"members": [{"userId": office.boss.id, "role": "owner"}]},
    "employee_missing": lambda office: {"members": [{"role": "signer"}]},
    "employee_code_not_found": lambda office: {"members": _with(office, employeeCode="EMP-404")},
    "employee_id_not_found": lambda office: {"members": _with(office, employeeId=404)},
    "files_missing": lambda office: {"files": []},
    "files_many": lambda office: {"files": [_file(), _file()]},
    "file_type_wrong": lambda office: {"files": [_file(fileType="image/png")]},
    "file_name_wrong": lambda office: {"files": [_file(fileName="..")]},
    "file_extension_missing": lambda office: {"files": [_file(fileName="contract")]},
    "file_extension_wrong": lambda office: {"files": [_file(fileName="contract.exe")]},
    "region_type_missing": lambda office: {"regionDocumentType": None},
    "region_type_wrong": lambda office: {"regionDocumentType": "twelve"},
    "provider_wrong": lambda office: {"companyProviderUid": "d4f6b8a1-4c6d-4d8c-9c7c-2d1b1f6d0f2b"},
    "external_date_missing": lambda office: {"externalSettings": {"externalId": "1"}},
    "external_id_missing": lambda office: {"externalSettings": {"externalDateCreate": "2025-02-18"}},
    "external_date_wrong": lambda office: {"externalSettings": {"externalId": "1", "externalDateCreate": "soon"}},
    "external_id_long": lambda office: {
        "externalSettings": {"externalId": "1" * 256, "externalDateCreate": "2025-02-18"}
    },
    "company_not_found": lambda office: {"company": {"crmId": 2**40}},
    "file_unusable": lambda office: {"files": [_file(fileContent=b64(b"no PDF"))]},
    "document_not_found": lambda office: {"files": None, "documentId": 2**40},
}


def _with(office: Office, **signer: Any) -> list[dict[str, Any]]:
    return [{**signer, "role": "signer"}, {"userId": office.boss.id, "role": "assignee"}]


def _file(**more: Any) -> dict[str, Any]:
    return {"fileName": "contract.pdf", "fileType": PDF, "fileContent": b64(pdf()), **more}


def _bad(cause: str) -> None:
    @provokes(SEND, cause)
    def bad(stage: Stage) -> Refusal:
        office = Office(stage.world, scopes=[*SCOPES, H])
        return stage.refused(SEND, office.app, fields=office.fields(**BAD[cause](office)))


for _cause in BAD:
    _bad(_cause)


@provokes(SEND, "fields_missing")
def fields_missing(stage: Stage) -> Refusal:
    app = Office(stage.world).app
    refused = stage.refused(SEND, app)
    assert stage.refused(SEND, app, fields={}) == stage.refused(SEND, app, fields=[]) == refused
    return refused


@provokes(SEND, "user_not_found")
def user_not_found(stage: Stage) -> Refusal:
    office = Office(stage.world)
    members = office.fields()["members"]
    foreign = [{"userId": stage.other.admin.id, "role": "signer"}, members[1]]
    refused = stage.refused(SEND, office.app, fields=office.fields(members=foreign))
    for number in (2**40, -1, 2**62):
        given = office.fields(responsible={"userId": number})
        assert stage.refused(SEND, office.app, fields=given) == refused
    return refused


@provokes(SEND, "employee_without_user")
def employee_without_user(stage: Stage) -> Refusal:
    office = Office(stage.world, scopes=[*SCOPES, H])
    link = Link(stage.world, {"crmCompanyId": office.company})
    link.employees({"employee": "e-9"})
    signer = {"employeeCode": "e-9", "role": "signer"}
    fields = office.fields(company={"uuid": "hr-1"}, members=[signer, office.fields()["members"][1]])
    return stage.refused(SEND, office.app, fields=fields)


@provokes(SEND, "provider_expired")
def provider_expired(stage: Stage) -> Refusal:
    office = Office(stage.world)
    fields = office.fields()
    with stage.services.engine.begin() as db:
        old = text("update sign_providers set expires_at = now() - interval '1 day' where guid = :uid")
        db.execute(old, {"uid": office.provider})
    return stage.refused(SEND, office.app, fields=fields)


@provokes(SEND, "key_missing")
def key_missing(stage: Stage) -> Refusal:
    office = Office(stage.world)
    fields = office.fields()
    with stage.services.engine.begin() as db:
        revoked = text(
            "update certificates set revoked_at = now(), revocation_reason = 'unspecified' where organization_id = :o"
        )
        db.execute(revoked, {"o": stage.world.organization_id})
    return stage.refused(SEND, office.app, fields=fields)


@provokes(GET, "uid_missing")
def uid_missing(stage: Stage) -> Refusal:
    return stage.refused(GET, Office(stage.world).app)


@provokes(GET, "not_found")
def not_found(stage: Stage) -> Refusal:
    office = Office(stage.world)
    refused = stage.refused(GET, office.app, uid="b6f5f1f1-9d20-4b6b-ae0f-2f0a8a0c2b3c")
    foreign = Office(stage.other).send()
    assert stage.refused(GET, office.app, uid=foreign["uid"]) == refused
    assert stage.refused(GET, office.app, uid="none") == refused
    hr = stage.person(signing_view="A")
    assert stage.refused(GET, office.of(hr), uid=office.send()["uid"]) == refused
    return refused


@provokes(PROVIDERS, "company_missing")
def company_missing(stage: Stage) -> Refusal:
    return stage.refused(PROVIDERS, Office(stage.world).app)


@provokes(PROVIDERS, "company_not_found")
def company_not_found(stage: Stage) -> Refusal:
    office = Office(stage.world, scopes=[*SCOPES, H])
    return stage.refused(PROVIDERS, office.app, companyUuid="acme")


@provokes(PROVIDERS, "own_company_not_found")
def own_company_not_found(stage: Stage) -> Refusal:
    app = Office(stage.world).app
    refused = stage.refused(PROVIDERS, app, companyCrmId=1)
    stage.rest("crm.item.add", entityTypeId=4, fields={"title": "A client"})
    assert stage.refused(PROVIDERS, app, companyCrmId=1) == refused
    return refused


@provokes(OF_EMPLOYEE, "no_right_view")
def employees_document_by_one_who_is_no_administrator(stage: Stage) -> Refusal:
    person = stage.person(signing_view="X", signing_safe="X")
    return stage.refused(OF_EMPLOYEE, Office(stage.world).of(person), id=1)


@provokes(OF_EMPLOYEE, "not_found")
def employees_document_not_found(stage: Stage) -> Refusal:
    app = Office(stage.world).app
    refused = stage.refused(OF_EMPLOYEE, app, id=2**40)
    foreign = Office(stage.other)
    foreign.send()
    with stage.services.engine.begin() as db:
        number = db.execute(
            text("select max(id) from sign_members where organization_id = :o"), {"o": stage.other.organization_id}
        ).scalar_one()
    for other in (number, 0, 2**62, -1, "x", 2**70):
        assert stage.refused(OF_EMPLOYEE, app, id=other) == refused
    assert stage.refused(OF_EMPLOYEE, app) == refused
    return refused


def _member_of(stage: Stage, office: Office) -> int:
    with stage.services.engine.begin() as db:
        query = text("select id from sign_members where user_id = :user")
        return int(db.execute(query, {"user": office.worker.id}).scalar_one())


@provokes(OF_EMPLOYEE, "not_linked")
def employees_document_not_linked(stage: Stage) -> Refusal:
    office = Office(stage.world)
    office.send()
    return stage.refused(OF_EMPLOYEE, office.app, id=_member_of(stage, office))


@provokes(OF_EMPLOYEE, "not_signed")
def employees_document_not_signed(stage: Stage) -> Refusal:
    office = linked_office(stage.world)
    office.send()
    return stage.refused(OF_EMPLOYEE, office.app, id=_member_of(stage, office))
