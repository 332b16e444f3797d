"""Many templates and documents at once, and their lists."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from inkpost.model.files import DOCX
from inkpost.store import files, tables
from worlds import World

DOCUMENTS = "documentgenerator.document.list"
TEMPLATES = "documentgenerator.template.list"
BEGAN = datetime(2026, 3, 18, 16, 27, 48, 700_000, tzinfo=UTC)
TITLES = ["Vertrag", "vertrag", "100% sure", "100 sure", "a_b", "aXb", "back\\slash", "it's", 'say "so"', "Договор", ""]


def file_of(world: World, db: Any) -> int:
    digest = world.services.blobs.put(b"x")
    made = files.add(db, organization_id=world.organization_id, sha256=digest, size=1, name="x.docx", media_type=DOCX)
    return made.id


def template_rows(world: World, count: int, **values: Any) -> list[int]:
    """Templates straight in the table: ids in order."""
    with world.services.engine.begin() as db:
        row = {
            "organization_id": world.organization_id,
            "module": "rest",
            "region": "de",
            "file_id": file_of(world, db),
            "created_by": world.admin.id,
            "providers": [],
        }
        rows = [
            {
                **row,
                "name": TITLES[at % len(TITLES)] or "-",
                "code": f"T{at:03}",
                "sort": 1000 - at,
                "active": at % 3 > 0,
                "deleted": False,
                "with_stamps": at % 2 > 0,
                "created_at": BEGAN + timedelta(minutes=at),
                **values,
            }
            for at in range(count)
        ]
        return sorted(db.execute(insert(tables.templates).returning(tables.templates.c.id), rows).scalars())


def document_rows(world: World, count: int, **values: Any) -> list[int]:
    """Documents straight in the table: ids in order."""
    (template,) = template_rows(world, 1)
    with world.services.engine.begin() as db:
        row = {
            "organization_id": world.organization_id,
            "template_id": template,
            "module": "rest",
            "file_id": file_of(world, db),
            "created_by": world.admin.id,
            "provider": "Bitrix\\DocumentGenerator\\DataProvider\\Rest",
            "creation_method": "rest",
            "field_values": {"Client": "Anna"},
        }
        rows = [
            {
                **row,
                "title": TITLES[at % len(TITLES)],
                "number": str(at // 7),
                "reference": f"DEAL_{at % 5}",
                "updated_by": world.admin.id if at % 4 == 0 else None,
                "created_at": BEGAN + timedelta(seconds=at // 3),
                "updated_at": BEGAN + timedelta(days=at),
                **values,
            }
            for at in range(count)
        ]
        return sorted(db.execute(insert(tables.documents).returning(tables.documents.c.id), rows).scalars())


def ids_of(world: World, **params: Any) -> list[int]:
    return [int(row["id"]) for row in world.rest(DOCUMENTS, **params)["documents"]]


def whole(world: World, method: str, **params: Any) -> dict[str, Any]:
    answer = world.rest.raw(method, params)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = json.loads(answer.text)
    return body
