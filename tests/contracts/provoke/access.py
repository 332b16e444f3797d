"""What any method may answer: who asks, of which portal, over which channel, and how much."""

from __future__ import annotations

from datetime import timedelta

import httpx
from sqlalchemy import update

from contracts.provoke import Refusal, Stage, provokes, refusal
from inkpost.operations import templates
from inkpost.operations.kit import Work
from inkpost.operations.templates import TemplateChange
from inkpost.store import credentials, files
from inkpost.store.tables import tokens
from servers import external, limited, wide, world_on
from support import CLIENT, Rest
from worlds import World, docx

METHOD = "documentgenerator.document.list"
ADD = "documentgenerator.document.add"


def _set(stage: Stage, *options: str) -> None:
    stage.served.inkpost("portal", "set", str(stage.world.organization_id), *options)


def _by_token(world: World, token: str, method: str = METHOD) -> httpx.Response:
    return CLIENT.post(f"{world.served.base_url}/rest/{method}", json={"auth": token})


@provokes("*", "no_authorization")
def nothing_given(stage: Stage) -> Refusal:
    return refusal(CLIENT.post(f"{stage.served.base_url}/rest/{METHOD}", json={}))


@provokes("*", "wrong_webhook")
def webhook_unknown_revoked_or_of_another(stage: Stage) -> Refusal:
    world, other = stage.world, stage.world.person()
    kept = world.served.inkpost("webhook", "list", str(world.organization_id))
    assert kept.count("documentgenerator") == 2
    with world.services.engine.begin() as db:
        mine = [each.id for each in credentials.webhooks_of(db, world.organization_id) if each.user_id == other.id]
    world.served.inkpost("webhook", "revoke", str(world.organization_id), str(mine[0]))
    unknown = refusal(Rest(world.webhook_url(world.admin.id, "x" * 32)).raw(METHOD))
    assert refusal(Rest(world.webhook_url(other.id, world.admin.secret)).raw(METHOD)) == unknown
    assert refusal(other.rest.raw(METHOD)) == unknown
    return unknown


@provokes("*", "wrong_token")
def token_unknown(stage: Stage) -> Refusal:
    return refusal(_by_token(stage.world, "x" * 70))


@provokes("*", "token_expired")
def token_too_old(stage: Stage) -> Refusal:
    pair = stage.world.token(stage.world.application())
    assert _by_token(stage.world, pair.access_token).status_code == 200
    with stage.services.engine.begin() as db:
        db.execute(
            update(tokens)
            .where(tokens.c.organization_id == stage.world.organization_id)
            .values(expires_at=tokens.c.expires_at - timedelta(hours=1))
        )
    return refusal(_by_token(stage.world, pair.access_token))


@provokes("*", "user_without_rights")
def user_deactivated(stage: Stage) -> Refusal:
    person = stage.world.person(admin=True)
    pair = stage.world.token(stage.world.application(), person.id)
    stage.served.inkpost("user", "set", str(stage.world.organization_id), str(person.id), "--inactive")
    refused = refusal(person.rest.raw(METHOD))
    assert refusal(_by_token(stage.world, pair.access_token)) == refused
    return refused


@provokes("*", "application_closed_to_user")
def application_open_to_others(stage: Stage) -> Refusal:
    person = stage.world.person()
    application = stage.world.application()
    pair = stage.world.token(application)
    portal = str(stage.world.organization_id)
    stage.served.inkpost("application", "open-to", portal, application.client_id, f"U{person.id}")
    refused = refusal(_by_token(stage.world, pair.access_token))
    stage.served.inkpost("application", "open-to", portal, application.client_id, "--everybody")
    assert _by_token(stage.world, pair.access_token).status_code == 200
    return refused


@provokes("*", "scope_missing_webhook")
def webhook_without_the_scope(stage: Stage) -> Refusal:
    return stage.refused(METHOD, stage.world.person(admin=True, scopes=["crm"]).rest)


@provokes("*", "scope_missing_application")
def application_without_the_scope(stage: Stage) -> Refusal:
    pair = stage.world.token(stage.world.application(scopes=["crm"]))
    return refusal(_by_token(stage.world, pair.access_token))


@provokes("*", "method_not_found")
def no_such_method(stage: Stage) -> Refusal:
    return stage.refused("documentgenerator.document.invent")


@provokes("*", "portal_closed")
def portal_closed(stage: Stage) -> Refusal:
    _set(stage, "--closed")
    refused = stage.refused(METHOD)
    _set(stage, "--open")
    assert stage.rest(METHOD) == {"documents": []}
    return refused


@provokes("*", "overloaded")
def portal_overloaded(stage: Stage) -> Refusal:
    _set(stage, "--overloaded")
    refused = stage.refused(METHOD)
    _set(stage, "--relieved")
    assert stage.rest(METHOD) == {"documents": []}
    return refused


@provokes("*", "plan_without_rest")
def plan_without_rest(stage: Stage) -> Refusal:
    _set(stage, "--no-rest")
    refused = stage.refused(METHOD)
    _set(stage, "--rest")
    assert stage.rest(METHOD) == {"documents": []}
    return refused


@provokes("*", "too_many_requests")
def more_than_the_bucket_holds(stage: Stage) -> Refusal:
    _set(stage, "--limits", "standard")
    for _ in range(200):
        answer = stage.rest.raw(METHOD)
        if answer.status_code != 200:
            return refusal(answer)
    raise AssertionError("200 requests in a row went through")


@provokes("*", "operating_limit")
def a_method_that_has_worked_enough(stage: Stage) -> Refusal:
    world = world_on(limited())
    world.served.inkpost("portal", "set", str(world.organization_id), "--limits", "enterprise")
    template = world.template(docx(*(["{Text}"] * 2000)))
    for _ in range(200):
        answer = world.rest.raw(ADD, {"templateId": template, "value": "1", "values": {"Text": "x" * 100}})
        if answer.status_code != 200:
            assert world.rest(METHOD)["documents"], "only the method that has worked enough is refused"
            return refusal(answer)
    raise AssertionError("200 heavy calls in a row went through")


@provokes("*", "https_required")
def plain_http_beyond_loopback(stage: Stage) -> Refusal:
    return refusal(world_on(wide()).rest.raw(METHOD))


@provokes("*", "internal_error")
def a_stored_template_is_damaged(stage: Stage) -> Refusal:
    """The template is stored beside the server, which therefore has not compiled it when its file goes bad."""
    world = stage.world
    with world.services.engine.begin() as db:
        caller = credentials.caller_as_system(db, world.organization_id, world.admin.id)
        assert caller is not None
        change = TemplateChange(
            name="Damaged",
            content=docx(f"Contract {world.organization_id}"),
            file_name="damaged.docx",
            numerator_id=world.numerator(),
            region="de",
            access_codes=["UA"],
            providers=["p"],
        )
        template = templates.add(Work(world.services, caller, db), change, module="rest")
        stored = files.find(db, world.organization_id, template.file_id)
        assert stored is not None
        path = world.services.blobs.path(stored.sha256)
    path.write_bytes(b"damaged" + path.read_bytes()[7:])
    return stage.refused(ADD, templateId=template.id, value="DEAL_1")


@provokes("*", "unexpected_answer")
def the_database_is_gone(stage: Stage) -> Refusal:
    *server, database = external()
    world = world_on((server[0], server[1]))
    assert world.rest(METHOD) == {"documents": []}
    database.release()
    try:
        refused = refusal(world.rest.raw(METHOD))
    finally:
        database.start()
    world.services.close()
    assert world.rest(METHOD) == {"documents": []}, "it works again as soon as the database does"
    return refused
