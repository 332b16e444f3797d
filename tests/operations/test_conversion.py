"""The job of conversion with a converter of the test's own: whatever dies where, the document comes out once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from houses import workless
from inkpost.engines.convert import ConversionFailed
from inkpost.model.documents import Document
from inkpost.model.numbering import Numerator, Sequence
from inkpost.operations import administration, announcing, conversion, documents, templates
from inkpost.operations.kit import Services, Work
from inkpost.operations.templates import TemplateChange
from inkpost.store import credentials, numbering
from worlds import docx, docx_text


class Died(BaseException):
    """Stands for the death of the process: nothing in the house catches it."""


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Services on a database that no background worker looks at."""
    with workless(tmp_path_factory.mktemp("conversion")) as made:
        yield made


@dataclass
class Converting:
    """A converter and an organisation with one document; keeps what the converter was given."""

    services: Services
    organization_id: int
    user_id: int
    document_id: int = 0
    given: list[str] = field(default_factory=list)
    pages: int = 2
    meanwhile: Callable[[], object] = lambda: None
    """What happens while LibreOffice works, and may raise."""
    at_pictures: Callable[[], object] = lambda: None

    def to_pdf(self, content: bytes) -> bytes:
        self.given.append(docx_text(content))
        self.meanwhile()
        return b"%PDF " + docx_text(content).encode()

    def to_pictures(self, pdf: bytes) -> list[bytes]:
        self.at_pictures()
        return [b"PNG %d of %s" % (number, pdf) for number in range(1, self.pages + 1)]

    def run(self, revision: int = 1) -> None:
        """One run of the job."""
        conversion.convert(
            self.services,
            self.to_pdf,
            self.to_pictures,
            organization_id=self.organization_id,
            document_id=self.document_id,
            revision=revision,
        )

    def act(self, operation: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """An operation of the administrator, committed."""
        with self.services.engine.begin() as db:
            caller = credentials.caller_as_user(db, self.organization_id, self.user_id)
            assert caller is not None
            return operation(Work(self.services, caller, db), *args, **more)

    @property
    def document(self) -> Document:
        """The document as it is now."""
        found: Document = self.act(documents.get, self.document_id, module="rest")
        return found

    def update(self, name: str) -> None:
        """Fill it anew."""
        self.act(documents.update, self.document_id, module="rest", values={"Name": name})

    def delete(self) -> None:
        """Delete it."""
        self.act(documents.delete, self.document_id, module="rest")

    def column(self, query: str) -> list[Any]:
        """One column of the organisation's rows."""
        with self.services.engine.begin() as db:
            return list(db.execute(text(query), {"o": self.organization_id, "d": self.document_id}).scalars())

    @property
    def events(self) -> list[str]:
        """What the event log says of conversions."""
        return self.column(
            "select kind from events where organization_id = :o and kind like 'document.conver%' order by id"
        )

    @property
    def queued(self) -> list[int]:
        """The revisions that wait in the queue for their conversion."""
        return self.column(
            "select (args->>'revision')::int from procrastinate_jobs "
            "where (args->>'document_id')::int = :d and status = 'todo' order by id"
        )

    def contents(self) -> tuple[bytes, list[bytes]]:
        """What the finished document consists of: its PDF, and its pictures in order."""
        blobs = self.services.blobs
        pdf = self.column("select f.sha256 from documents d join files f on f.id = d.pdf_id where d.id = :d")
        pages = self.column(
            "select f.sha256 from document_pages p join files f on f.id = p.file_id "
            "where p.document_id = :d order by p.number"
        )
        return blobs.get(bytes(pdf[0])), [blobs.get(bytes(page)) for page in pages]

    def finished(self, name: str = "Daisy") -> None:
        """It is converted, whole, and told once."""
        document = self.document
        assert document.converted_at is not None
        assert document.conversion_failed_at is None
        pdf = f"%PDF for {name}".encode()
        assert self.contents() == (pdf, [b"PNG 1 of " + pdf, b"PNG 2 of " + pdf])
        first = self.column("select file_id from document_pages where document_id = :d and number = 1")
        assert [document.image_id] == first
        assert self.events == ["document.converted"]


@pytest.fixture
def made(services: Services) -> Converting:
    """A document that waits for its conversion."""
    organization = administration.add_organization(services, "Acme")
    user = administration.add_user(services, organization, f"user-{organization}@example.test", admin=True)
    found = Converting(services, organization, user)
    with services.engine.begin() as db:
        numbers = numbering.add(db, Numerator(0, organization, "N", "{NUMBER}", None, Sequence())).id
    content = docx("for {Name}")
    change = TemplateChange(
        name="Offer", content=content, region="de", numerator_id=numbers, access_codes=["UA"], providers=["p"]
    )
    template = found.act(templates.add, change, module="rest")
    found.document_id = found.act(
        documents.create, template.id, module="rest", reference="D", values={"Name": "Daisy"}
    ).id
    return found


def test_it_makes_the_pdf_and_the_pictures(made: Converting) -> None:
    assert made.queued == [1]
    made.run()
    made.finished()
    assert made.given == ["for Daisy"]


def test_running_again_changes_nothing(made: Converting) -> None:
    made.run()
    before = made.document
    made.run()
    made.finished()
    assert made.document == before
    assert made.given == ["for Daisy"]


# --- death at every step -------------------------------------------------------------------------------------------


def die(*_: object, **__: object) -> None:
    raise Died


STEPS = [
    ("converting", "meanwhile", die),
    ("drawing", "at_pictures", die),
]


@pytest.mark.parametrize(("where", "attribute", "act"), STEPS, ids=[step[0] for step in STEPS])
def test_death_in_the_engines(made: Converting, where: str, attribute: str, act: Callable[[], object]) -> None:
    setattr(made, attribute, act)
    with pytest.raises(Died):
        made.run()
    assert made.document.conversion_attempts == 0, "the document is not to blame"
    setattr(made, attribute, lambda: None)
    made.run()
    made.finished()
    assert len(made.given) == (1 if where == "drawing" else 2), "a finished PDF is not made again"


@pytest.mark.parametrize("name", ["blobs.put", "files.add", "record_pdf", "record_pages", "events.append"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_death_around_every_act_on_the_store(
    made: Converting, name: str, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the act, or after it and before what follows: every call of it in turn."""
    owner, attribute = {
        "blobs.put": (type(made.services.blobs), "put"),
        "files.add": (conversion.files, "add"),
        "record_pdf": (conversion.documents, "record_pdf"),
        "record_pages": (conversion.documents, "record_pages"),
        "events.append": (announcing.events, "append"),
    }[name]
    real = getattr(owner, attribute)
    deaths = 0
    while True:
        calls = 0

        def act(*args: Any, deadly: int = deaths + 1, **more: Any) -> Any:
            nonlocal calls
            calls += 1
            if when == "before" and calls == deadly:
                raise Died
            answer = real(*args, **more)
            if calls == deadly:
                raise Died
            return answer

        with monkeypatch.context() as patch:
            patch.setattr(owner, attribute, act)
            try:
                made.run()
            except Died:
                deaths += 1
            else:
                break
        if made.document.pdf_id is not None and made.document.converted_at is None:
            assert made.events == []
        assert deaths < 10
    assert deaths > 0, f"{name} was never called"
    made.run()
    made.finished()


def test_two_runs_at_once_make_one_document(made: Converting) -> None:
    """A worker thought dead goes on: whoever comes second finds the work done."""
    inner = Converting(made.services, made.organization_id, made.user_id, made.document_id)
    made.meanwhile = inner.run
    made.run()
    made.finished()


# --- the document goes on ------------------------------------------------------------------------------------------


def test_a_stale_revision_is_left_alone(made: Converting) -> None:
    made.update("Rose")
    made.run(revision=1)
    assert made.given == []
    assert made.document.pdf_id is None
    made.run(revision=2)
    made.finished("Rose")


@pytest.mark.parametrize("step", ["meanwhile", "at_pictures"])
def test_updated_while_converting_the_newest_wins(made: Converting, step: str) -> None:
    setattr(made, step, lambda: made.update("Rose"))
    made.run(revision=1)
    setattr(made, step, lambda: None)
    document = made.document
    assert (document.pdf_id, document.image_id, document.converted_at) == (None, None, None)
    assert made.events == []
    assert made.queued == [1, 2]
    made.run(revision=2)
    made.finished("Rose")


@pytest.mark.parametrize("step", ["meanwhile", "at_pictures"])
def test_deleted_while_converting_nothing_comes_after(made: Converting, step: str) -> None:
    files: list[int] = []

    def delete() -> None:
        made.delete()
        files.extend(made.column("select id from files where organization_id = :o"))

    setattr(made, step, delete)
    made.run()
    assert made.events == []
    assert made.column("select id from documents where organization_id = :o") == []
    assert made.column("select document_id from document_pages where document_id = :d") == []
    assert made.column("select id from files where organization_id = :o") == files, "no file was added afterwards"
    made.run()
    assert made.column("select id from files where organization_id = :o") == files


@pytest.mark.parametrize("step", ["meanwhile", "at_pictures"])
def test_failing_while_it_goes_on_is_no_failure_of_the_new_revision(made: Converting, step: str) -> None:
    def update_and_fail() -> None:
        made.update("Rose")
        raise ConversionFailed("unreadable", "LibreOffice cannot read this document.")

    setattr(made, step, update_and_fail)
    made.run(revision=1)
    assert made.document.conversion_attempts == 0
    setattr(made, step, lambda: None)
    made.run(revision=2)
    made.finished("Rose")


# --- what cannot be converted --------------------------------------------------------------------------------------


def failing(fault: BaseException) -> Callable[[], None]:
    def fail() -> None:
        raise fault

    return fail


FAULTS = [
    (ConversionFailed("unreadable", "LibreOffice cannot read this document."), "unreadable"),
    (ConversionFailed("timeout", "The conversion took more than 60 seconds."), "timeout"),
    (ZeroDivisionError("a mistake of ours"), "internal"),
    (MemoryError(), "internal"),
    (OSError(28, "No space left on device"), "internal"),
]


@pytest.mark.parametrize("step", ["meanwhile", "at_pictures"])
@pytest.mark.parametrize(("fault", "code"), FAULTS, ids=[type(fault).__name__ + code for fault, code in FAULTS])
def test_a_failing_file_is_tried_twice_and_then_says_so(
    made: Converting, step: str, fault: Exception, code: str
) -> None:
    setattr(made, step, failing(fault))
    made.run()
    assert made.document.conversion_failed_at is None
    assert made.queued == [1, 1], "queued again"
    assert made.events == []
    made.run()
    document = made.document
    assert document.conversion_failed_at is not None
    assert document.conversion_error_code == code
    said = fault.message if isinstance(fault, ConversionFailed) else "The document could not be converted."
    assert document.conversion_error == said
    assert made.events == ["document.conversion_failed"]
    setattr(made, step, lambda: None)
    made.run()
    assert made.events == ["document.conversion_failed"], "it is not tried a third time"
    assert made.queued == [1, 1]


def test_a_file_that_is_lost_is_said_after_two_attempts(made: Converting) -> None:
    digest = made.column("select f.sha256 from documents d join files f on f.id = d.file_id where d.id = :d")[0]
    made.services.blobs.path(bytes(digest)).unlink()
    made.run()
    made.run()
    document = made.document
    assert document.conversion_error_code == "file_lost"
    assert document.conversion_error == "The file cannot be read: its stored contents are damaged or missing"
    assert made.given == []
    assert made.events == ["document.conversion_failed"]


def test_a_second_chance_is_taken(made: Converting) -> None:
    made.meanwhile = failing(ConversionFailed("crashed", "LibreOffice crashed on this document."))
    made.run()
    made.meanwhile = lambda: None
    made.run()
    made.finished()


def test_an_update_begins_anew(made: Converting) -> None:
    made.meanwhile = failing(ConversionFailed("unreadable", "LibreOffice cannot read this document."))
    made.run()
    made.run()
    made.update("Rose")
    assert made.document.conversion_failed_at is None
    made.meanwhile = lambda: None
    made.run(revision=2)
    assert made.document.converted_at is not None
    assert made.events == ["document.conversion_failed", "document.converted"]


@pytest.mark.parametrize(
    "fault",
    [
        ConversionFailed("closed", "The converter is shutting down."),
        OperationalError("select 1", {}, Exception("server closed the connection")),
    ],
)
def test_what_is_no_fault_of_the_file_is_not_counted(made: Converting, fault: Exception) -> None:
    """The queue tries the job again, as often as it takes."""
    made.meanwhile = failing(fault)
    for _ in range(3):
        with pytest.raises(type(fault)):
            made.run()
    assert made.document.conversion_attempts == 0
    assert made.queued == [1]
    made.meanwhile = lambda: None
    made.run()
    made.finished()


def test_a_document_that_killed_its_workers_is_given_up(made: Converting) -> None:
    for _ in range(2):
        with made.services.engine.begin() as db:
            conversion.give_up(
                made.services, db, organization_id=made.organization_id, document_id=made.document_id, revision=1
            )
    document = made.document
    assert (document.conversion_error_code, document.conversion_failed_at is not None) == ("crashed", True)
    assert made.events == ["document.conversion_failed"]


def test_giving_up_leaves_what_is_done_or_gone_alone(made: Converting) -> None:
    made.update("Rose")
    made.run(revision=2)
    for revision, document_id in ((1, made.document_id), (2, made.document_id), (1, 2**40)):
        with made.services.engine.begin() as db:
            conversion.give_up(
                made.services,
                db,
                organization_id=made.organization_id,
                document_id=document_id,
                revision=revision,
            )
    made.finished("Rose")


def test_a_document_of_many_pages_keeps_their_order(made: Converting) -> None:
    made.pages = 40
    made.run()
    _, pages = made.contents()
    assert [page.split()[1] for page in pages] == [str(number).encode() for number in range(1, 41)]


def test_a_document_without_pages_is_converted(made: Converting) -> None:
    made.pages = 0
    made.run()
    assert made.document.converted_at is not None
    assert made.document.image_id is None
