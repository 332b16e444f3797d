"""Refusals of the system methods."""

from __future__ import annotations

from applications import application
from contracts.provoke import Refusal, Stage, provokes

HANDLER = "https://handler.example.test/"
EVENT = "ONAPPINSTALL"
FOR_APPLICATIONS = ("app.info", "event.bind", "event.unbind", "event.get", "events")


def _for_applications(method: str) -> None:
    @provokes(method, "application_required")
    def by_webhook(stage: Stage) -> Refusal:
        """The parameters are good, and the webhook has no scope: how the caller is known is checked before it."""
        rest = stage.world.person(admin=True, scopes=[]).rest
        return stage.refused(method, rest, event=EVENT, handler=HANDLER)


for _method in FOR_APPLICATIONS:
    _for_applications(_method)


@provokes("event.bind", "event_not_found")
def unknown_event(stage: Stage) -> Refusal:
    return stage.refused("event.bind", application(stage.world), event="ONNOSUCHTHING", handler=HANDLER)


def _for_administrators(method: str) -> None:
    @provokes(method, "offline_needs_admin")
    def offline(stage: Stage) -> Refusal:
        return stage.refused(method, application(stage.world, stage.person()), event=EVENT, event_type="offline")

    @provokes(method, "foreign_auth_type_needs_admin")
    def for_another(stage: Stage) -> Refusal:
        calls = application(stage.world, stage.person())
        return stage.refused(method, calls, event=EVENT, handler=HANDLER, auth_type=stage.world.admin.id)


for _method in ("event.bind", "event.unbind"):
    _for_administrators(_method)


@provokes("feature.get", "code_empty")
def feature_without_code(stage: Stage) -> Refusal:
    refused = stage.refused("feature.get")
    assert stage.refused("feature.get", CODE="") == refused
    return refused
