"""Operations on documents and templates against the database, each test rolled back at its end."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, cast

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from inkpost.engines.docx import Limits
from inkpost.errors import InkpostError, Reason
from inkpost.model.fields import FieldDescription, FieldKind
from inkpost.model.listing import Condition, ListQuery, Operator
from inkpost.model.people import Right
from inkpost.operations import documents, filling, templates
from inkpost.operations.kit import Services, Work
from inkpost.operations.programs import Programs
from inkpost.operations.templates import TemplateChange
from inkpost.store import credentials, numbering, tables
from inkpost.store import documents as stored
from inkpost.store.remote import Fetcher
from worlds import World, docx, docx_text

LOGO = {"Logo": FieldDescription(kind=FieldKind.IMAGE)}
MODULE = "rest"


def _png() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (4, 4), "blue").save(target, "PNG")
    return target.getvalue()


class Fetched:
    """Stands for the fetcher: answers one picture, after whatever is to happen while it is on its way."""

    def __init__(self, meanwhile: Callable[[], object] = lambda: None) -> None:
        self.meanwhile = meanwhile
        self.asked: list[str] = []

    def picture(self, url: str, *, subject: str = "") -> bytes:
        self.asked.append(url)
        self.meanwhile()
        return _png()


@pytest.fixture
def work(world: World) -> Iterator[Work]:
    """The administrator's work, undone at the end."""
    with world.services.engine.connect() as db:
        caller = credentials.caller_as_user(db, world.organization_id, world.admin.id)
        assert caller is not None
        yield Work(world.services, caller, db)
        db.rollback()


def _with(work: Work, fetcher: Fetched | None = None, **services: Any) -> Work:
    if fetcher is not None:
        services["fetcher"] = cast("Fetcher", fetcher)
    return Work(replace(work.services, **services), work.caller, work.db)


def _numerator(work: Work) -> int:
    new = numbering.Numerator(0, work.organization_id, "N", "{NUMBER}", None, numbering.Sequence())
    return numbering.add(work.db, new).id


def _template(work: Work, *paragraphs: str, **given: Any) -> int:
    change = TemplateChange(
        name="Offer", content=docx(*paragraphs), numerator_id=_numerator(work), region="de", access_codes=["UA"]
    )
    return templates.add(work, replace(change, providers=["p"], **given), module=MODULE).id


def _create(work: Work, template: int, **given: Any) -> Any:
    return documents.create(work, template, module=MODULE, reference="DEAL_1", **given)


def _lockable(services: Services, table: Any, number: int) -> bool:
    """Whether another connection could change a row right now."""
    key = table.c.numerator_id if table is tables.counters else table.c.id
    with services.engine.connect() as other:
        try:
            other.execute(select(key).where(key == number).with_for_update(nowait=True)).all()
        except OperationalError:
            return False
        finally:
            other.rollback()
    return True


def test_nothing_is_locked_while_a_picture_is_on_its_way(world: World) -> None:
    """A slow picture keeps neither the numerator nor the document nor the template from anybody else."""
    services = world.services
    seen: list[bool] = []
    template = world.template(docx("{DocumentNumber} {Logo}"))
    made = world.converted(world.document(template)["id"])  # else the worker may hold its row for a moment
    with services.engine.begin() as db:
        numerator = db.execute(
            select(tables.templates.c.numerator_id).where(tables.templates.c.id == template)
        ).scalar_one()
    rows = ((tables.counters, numerator), (tables.documents, made["id"]), (tables.templates, template))

    def look() -> None:
        seen.extend(_lockable(services, table, int(number)) for table, number in rows)

    with services.engine.connect() as db:
        caller = credentials.caller_as_user(db, world.organization_id, world.admin.id)
        assert caller is not None
        fetcher = Fetched(look)
        work = Work(replace(services, fetcher=cast("Fetcher", fetcher)), caller, db)
        values = {"Logo": "https://pictures.example.test/a.png"}
        created = _create(work, template, values=values, fields=LOGO)
        assert (created.number, len(fetcher.asked), seen) == ("2", 1, [True, True, True])
        assert not _lockable(services, tables.counters, numerator)
        db.rollback()
        documents.update(work, int(made["id"]), module=MODULE, values=values, fields=LOGO)
        assert (len(fetcher.asked), seen) == (2, [True] * 6)
        assert not _lockable(services, tables.documents, int(made["id"]))
        db.rollback()
    assert world.document(template)["number"] == "2"


def test_all_the_pictures_of_a_document_have_one_deadline(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    template = _template(work, "{Logo}")
    monkeypatch.setattr(filling, "PICTURES_SECONDS", -1)
    fetcher = Fetched()
    with pytest.raises(InkpostError) as caught:
        _create(_with(work, fetcher), template, values={"Logo": "https://a.test/a.png"}, fields=LOGO)
    assert (caught.value.reason, caught.value.subject, fetcher.asked) == (Reason.PARAMETER_INVALID, "values", [])


def test_a_picture_is_fetched_once_for_all_its_places(work: Work) -> None:
    template = _template(work, "{Logo} {Logo}", "{Logo}")
    fetcher = Fetched()
    made = _create(_with(work, fetcher), template, values={"Logo": "https://a.test/a.png"}, fields=LOGO)
    assert fetcher.asked == ["https://a.test/a.png"]
    documents.update(_with(work, fetcher), made.id, module=MODULE, values={"A": "b"})
    assert len(fetcher.asked) == 2


def test_what_the_engine_refuses_is_the_document_s_refusal(work: Work) -> None:
    template = _template(work, "{A}{A}{A}")
    small = _with(work, programs=Programs(limits=Limits(max_output_bytes=4_000)))
    with pytest.raises(InkpostError) as caught:
        _create(small, template, values={"A": "x" * 2_000})
    assert (caught.value.reason, caught.value.subject, caught.value.detail) == (
        Reason.UNUSABLE_FILE,
        "document",
        "too_large",
    )


def test_a_document_s_events_and_its_conversion_belong_to_its_transaction(work: Work, world: World) -> None:
    made = _create(work, _template(work, "x"))
    jobs = "select count(*) from procrastinate_jobs where args->>'document_id' = %s"
    with work.services.engine.connect() as other:
        assert other.exec_driver_sql(jobs, (str(made.id),)).scalar() == 0
    assert work.db.exec_driver_sql(jobs, (str(made.id),)).scalar() == 1
    documents.update(work, made.id, module=MODULE)
    documents.set_public_link(work, made.id, module=MODULE, enabled=True)
    documents.delete(work, made.id, module=MODULE)
    kinds = work.db.execute(
        select(tables.events.c.kind)
        .where(tables.events.c.subject == "document", tables.events.c.subject_id == made.id)
        .order_by(tables.events.c.id)
    ).scalars()
    assert list(kinds) == ["document.added", "document.updated", "document.link_opened", "document.deleted"]


def test_each_update_is_a_revision_that_has_to_be_converted(work: Work) -> None:
    made = _create(work, _template(work, "{A}"), values={"A": "1"})
    assert stored.record_pdf(work.db, made.id, 1, made.file_id)
    changed = documents.update(work, made.id, module=MODULE, values={"A": "2"})
    assert (changed.revision, changed.pdf_id, changed.image_id, changed.converted_at) == (2, None, None, None)
    assert not stored.record_pdf(work.db, made.id, 1, made.file_id)
    assert docx_text(documents.content(work, made.id, "docx", module=MODULE)[1]) == "2"
    for kind in ("pdf", "image"):
        with pytest.raises(InkpostError, match=f"no {kind} yet"):
            documents.content(work, made.id, kind, module=MODULE)


def test_the_parts_of_the_system_keep_their_things_apart(work: Work) -> None:
    template = _template(work, "x")
    made = _create(work, template)
    acts: list[Callable[[], object]] = [
        lambda: templates.get(work, template, module="crm"),
        lambda: templates.update(work, template, TemplateChange(name="x"), module="crm"),
        lambda: templates.delete(work, template, module="crm"),
        lambda: templates.fields(work, template, module="crm"),
        lambda: templates.content(work, template, module="crm"),
        lambda: documents.create(work, template, module="crm", reference="x"),
        lambda: documents.get(work, made.id, module="crm"),
        lambda: documents.update(work, made.id, module="crm"),
        lambda: documents.delete(work, made.id, module="crm"),
        lambda: documents.fields(work, made.id, module="crm"),
        lambda: documents.content(work, made.id, "docx", module="crm"),
        lambda: documents.set_public_link(work, made.id, module="crm", enabled=True),
    ]
    for act in acts:
        with pytest.raises(InkpostError) as caught:
            act()
        assert caught.value.reason is Reason.NOT_FOUND
    assert documents.page(work, ListQuery(), module="crm") == ([], 0)
    assert [each.id for each in documents.page(work, ListQuery(), module=MODULE)[0]] == [made.id]


def test_a_page_leaves_large_values_where_they_are(work: Work) -> None:
    made = _create(work, _template(work, "x"), values={"A": "x"})
    query = ListQuery((Condition("id", Operator.EQ, made.id),))
    (row,) = documents.page(work, query, module=MODULE)[0]
    assert (row.field_values, row.field_descriptions, row.number) == ({}, {}, "1")
    (row,) = documents.page(work, replace_select(query, "field_values"), module=MODULE)[0]
    assert row.field_values == {"A": "x"}


def replace_select(query: ListQuery, *names: str) -> ListQuery:
    """The same query for these fields."""
    return ListQuery(query.conditions, query.order, frozenset(names))


def test_a_template_without_documents_is_removed_with_its_codes(work: Work) -> None:
    template = _template(work, "x", access_codes=["UA", "U5"])
    templates.delete(work, template, module=MODULE)
    for table in (tables.template_accesses.c.template_id, tables.templates.c.id):
        assert work.db.execute(select(table).where(table == template)).first() is None


def test_every_operation_says_the_right_it_demands() -> None:
    modify = ("add", "update", "get", "page", "delete", "fields", "content")
    assert all(getattr(templates, name).right is Right.TEMPLATES_MODIFY for name in modify)
    view = ("create", "update", "get", "page", "delete", "set_public_link", "fields", "content")
    assert all(getattr(documents, name).right is Right.DOCUMENTS_VIEW for name in view)
