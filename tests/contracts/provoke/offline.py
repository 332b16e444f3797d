"""Refusals of ``event.offline.*``."""

from __future__ import annotations

from applications import application
from contracts.provoke import Refusal, Stage, provokes


def _declare(method: str) -> None:
    @provokes(method, "offline_needs_admin")
    def by_one_who_is_no_administrator(stage: Stage) -> Refusal:
        return stage.refused(method, application(stage.world, stage.person()), process_id="p")

    @provokes(method, "application_required")
    def by_webhook(stage: Stage) -> Refusal:
        return stage.refused(method, stage.rest, process_id="p")


for _name in ("get", "list", "clear", "error"):
    _declare(f"event.offline.{_name}")
