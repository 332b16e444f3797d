"""Documents with a public link, to look at from outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx
from sqlalchemy import update

from inkpost.store.tables import documents
from worlds import World, docx

LINES = [f"Clause {number}: the parties agree on point {number}." for number in range(1, 121)]


@dataclass
class Paper:
    """A document with an open public link."""

    world: World
    id: int
    url: str

    @property
    def code(self) -> str:
        """The secret part of the link."""
        return self.url.rpartition("~")[2]

    def link(self, *, on: bool = True, **more: Any) -> None:
        """Switch the link."""
        self.world.rest("documentgenerator.document.enablepublicurl", id=self.id, status=int(on), **more)

    def get(self, tail: str = "", **more: Any) -> httpx.Response:
        """What a stranger gets."""
        return httpx.get(self.url + tail, **more)

    def set(self, **columns: Any) -> None:
        """Change what is on record, past every rule."""
        with self.world.services.engine.begin() as db:
            db.execute(update(documents).where(documents.c.id == self.id).values(**columns))


def make_paper(world: World, *lines: str, converted: bool = True, name: str = "Contract") -> Paper:
    """A document of these lines."""
    template = world.template(docx(*(lines or ["Client: {ClientName}"])), name=name)
    made = world.document(template, values={"ClientName": "Daisy & Sons"})
    found = world.rest("documentgenerator.document.enablepublicurl", id=made["id"], status=1)
    if converted:
        world.converted(made["id"])
    return Paper(world, int(made["id"]), found["publicUrl"])
