"""Brings about, over HTTP, the real cause of every row of ``errors/``: a module for each family."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import httpx

from inkpost.operations.kit import Services
from support import Rest, Served
from worlds import Person, World, docx, new_world


class Refusal(NamedTuple):
    """What a refused call answers."""

    status: int
    code: str | int
    text: str


@dataclass
class Stage:
    """What a provoker has at hand: a server, an organisation of its own, and another one."""

    served: Served
    services: Services
    world: World
    folder: Path

    @property
    def rest(self) -> Rest:
        """The administrator's calls."""
        return self.world.rest

    @cached_property
    def other(self) -> World:
        """Another organisation on the same server."""
        return new_world(self.served, self.services)

    @cached_property
    def template(self) -> int:
        """A template that everybody may use."""
        return self.world.template(docx("Contract {DocumentNumber} with {Client}"))

    @cached_property
    def document(self) -> int:
        """A document."""
        return int(self.world.document(self.template)["id"])

    def person(self, **permissions: str) -> Person:
        """A user with just these rights."""
        person = self.world.person()
        if permissions:
            self.world.role(person, **permissions)
        return person

    def refused(self, method: str, /, rest: Rest | None = None, **params: Any) -> Refusal:
        """What a call that must be refused answers."""
        return refusal((rest or self.rest).raw(method, params))


Provoker = Callable[[Stage], Refusal]
PROVOKERS: dict[tuple[str, str], Provoker] = {}


def provokes(method: str, *causes: str) -> Callable[[Provoker], Provoker]:
    """Declare what brings about the causes of a method's refusal."""

    def declare(provoker: Provoker) -> Provoker:
        for cause in causes:
            if (method, cause) in PROVOKERS:
                raise TypeError(f"{method}, {cause}: there are two provokers")
            PROVOKERS[method, cause] = provoker
        return provoker

    return declare


def provokers() -> dict[tuple[str, str], Provoker]:
    """Every provoker of the modules here."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return PROVOKERS


def refusal(answer: httpx.Response) -> Refusal:
    """Status, code and text; a refusal has these two keys alone."""
    body = json.loads(answer.text)
    assert body.keys() == {"error", "error_description"}, answer.text[:300]
    return Refusal(answer.status_code, body["error"], body["error_description"])
