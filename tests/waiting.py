"""Documents that a test lets wait for their conversion."""

from __future__ import annotations

from sqlalchemy import update

from inkpost.operations.kit import Services
from inkpost.store import signals
from inkpost.store.tables import documents
from worlds import World, docx

GET = "documentgenerator.document.get"


def unconverted(world: World) -> int:
    """A document whose conversion was never asked for: nobody ends it but the test."""
    number = int(world.document(world.template(docx("Contract {DocumentNumber}")))["id"])
    world.converted(number)
    blank = {"converted_at": None, "pdf_id": None, "image_id": None}
    with world.services.engine.begin() as db:
        db.execute(update(documents).where(documents.c.id == number).values(**blank))
    return number


def finish(services: Services, number: int, *, failed: bool = False) -> None:
    """What the worker's last transaction does."""
    moment = {"conversion_failed_at" if failed else "converted_at": services.clock()}
    with services.engine.begin() as db:
        db.execute(update(documents).where(documents.c.id == number).values(**moment))
        signals.notify(db, f"document:{number}")
