"""Files that nothing refers to go after a while, and nothing else goes, whoever comes in between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text, update

from houses import workless
from inkpost.model.files import DOCX
from inkpost.operations import administration, collecting, documents, templates
from inkpost.operations.collecting import Collected, Findings
from inkpost.operations.kit import Services, Work, utc_now
from inkpost.operations.templates import TemplateChange
from inkpost.store import credentials, crm_items, numbering, references, tables
from support import clean_environment, wait_for
from worlds import docx

GRACE = 86400


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Services on a database that no background worker looks at."""
    with workless(tmp_path_factory.mktemp("collecting")) as made:
        yield made


class House:
    """An organisation whose clock can be set: the database's and the folder's alike."""

    def __init__(self, services: Services) -> None:
        self.late = timedelta()
        self.services = replace(services, clock=lambda: utc_now() + self.late)
        self.organization_id = administration.add_organization(services, "Acme")
        self.user_id = administration.add_user(
            services, self.organization_id, f"anna-{self.organization_id}", admin=True
        )

    def act(self, operation: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """An operation of the administrator, committed."""
        with self.services.engine.begin() as db:
            caller = credentials.caller_as_user(db, self.organization_id, self.user_id)
            assert caller is not None
            return operation(Work(self.services, caller, db), *args, **more)

    def keep(self, content: bytes) -> int:
        """A file that nothing refers to."""
        return int(self.act(Work.keep, content, name="f", media_type=DOCX).id)

    def document(self, name: str) -> tuple[int, int]:
        """A template and a document of it."""
        with self.services.engine.begin() as db:
            new = numbering.Numerator(0, self.organization_id, "N", "{NUMBER}", None, numbering.Sequence())
            numerator = numbering.add(db, new).id
        change = TemplateChange(name="T", content=docx(name), numerator_id=numerator, region="de", access_codes=["UA"])
        template = self.act(templates.add, replace(change, providers=["p"]), module="rest").id
        return template, self.act(documents.create, template, module="rest", reference="R").id

    def collect(self, *, later: float = 0) -> Collected:
        """One pass, so many seconds later than the last one."""
        self.late += timedelta(seconds=later)
        return collecting.collect(self.services)

    def check(self) -> Findings:
        """The folder beside the tables: nothing may be missing, ever."""
        found = collecting.check(self.services)
        assert (found.missing, found.changed) == ([], [])
        return found

    def files(self) -> set[int]:
        """The organisation's files."""
        with self.services.engine.begin() as db:
            query = select(tables.files.c.id).where(tables.files.c.organization_id == self.organization_id)
            return set(db.execute(query).scalars())

    def lies_there(self, content: bytes) -> bool:
        """Whether a content is in the folder."""
        import hashlib

        return self.services.blobs.path(hashlib.sha256(content).digest()).exists()


@pytest.fixture
def house(base: Services) -> Iterator[House]:
    """One with nothing left of those before it."""
    made = House(base)
    yield made
    made.collect()
    made.collect(later=GRACE + 1)
    made.check()


# --- what goes, and when ---------------------------------------------------------------------------------------------


def test_a_deleted_document_s_files_go_after_the_grace_period(house: House) -> None:
    template, document = house.document("for a while")
    before = house.files()
    assert house.collect(later=10 * GRACE) == Collected(), "what is referred to stays, however old"
    house.act(documents.delete, document, module="rest")
    assert house.collect() == Collected()
    assert house.collect(later=GRACE - 60) == Collected(), "not yet"
    assert house.files() == before
    found = house.collect(later=120)
    assert (found.files, found.contents) == (1, 1)
    assert found.size > 500
    assert len(house.files()) == 1
    house.act(templates.delete, template, module="rest")
    house.collect()
    assert house.collect(later=GRACE + 1).contents == 1
    assert house.files() == set()
    assert house.check().unreferenced == 0


def test_a_content_stays_as_long_as_one_file_has_it(house: House) -> None:
    first, _ = house.document("the same")
    second, _ = house.document("the same")
    for each in house.act(lambda work: work.db.execute(select(tables.documents.c.id)).scalars().all()):
        house.act(documents.delete, each, module="rest")
    house.act(templates.delete, first, module="rest")
    house.collect()
    house.collect(later=GRACE + 1)
    assert house.act(templates.content, second, module="rest")[1] == docx("the same")


def test_a_file_that_is_used_again_in_time_stays(house: House) -> None:
    template, _ = house.document("one")
    number = house.keep(docx("another"))
    house.collect()
    house.collect(later=GRACE - 60)
    house.act(lambda work: work.db.execute(update(tables.templates).values(file_id=number)))
    house.collect(later=120)
    assert number in house.files()
    assert house.act(templates.content, template, module="rest")[1] == docx("another")
    house.act(lambda work: work.db.execute(update(tables.templates).values(file_id=min(house.files()))))
    house.collect(later=60)
    assert number in house.files(), "its time begins anew"


def test_a_content_that_was_put_and_never_recorded_goes_too(house: House) -> None:
    digest = house.services.blobs.put(b"a transaction that was rolled back")
    house.collect(later=GRACE - 60)
    assert house.lies_there(b"a transaction that was rolled back")
    assert house.check().unreferenced == 1
    house.collect(later=120)
    assert not house.services.blobs.path(digest).exists()


def test_a_content_that_is_put_again_counts_as_new(house: House) -> None:
    digest = house.services.blobs.put(b"put twice")
    os.utime(house.services.blobs.path(digest), (0, 0))
    house.services.blobs.put(b"put twice")
    assert house.collect() == Collected()
    assert house.lies_there(b"put twice")


def test_it_ends_between_two_steps_when_it_is_asked_to(house: House) -> None:
    house.keep(b"left for the next time")
    house.collect()
    house.late += timedelta(seconds=GRACE + 1)
    assert collecting.collect(house.services, go_on=lambda: False) == Collected()
    assert collecting.collect(house.services).contents == 1


def test_files_of_items_are_named_in_json_and_stay(house: House) -> None:
    """In fields of the CRM's own and at any depth of added ones; a number that means something else keeps no file."""
    photo, nested, texts, amount = (house.keep(b"file %d" % number) for number in range(4))

    def items(work: Work) -> None:
        crm = tables.crm_items
        values = {"organization_id": house.organization_id, "type_id": 4}
        rows = [
            {"field_values": {"logo": photo}, "user_fields": {"UF_CRM_A": [{"file": {"id": nested}}]}},
            {"field_values": {"employees": amount, "parentId128": amount}, "user_fields": {"UF_CRM_B": str(texts)}},
        ]
        for number, row in enumerate(rows):
            work.db.execute(insert(crm).values(**values, number=9000 + number, title="x", **row))

    house.act(items)
    house.collect()
    house.collect(later=GRACE + 1)
    assert house.files() == {photo, nested, texts}
    house.act(lambda work: work.db.execute(text("delete from crm_items where number >= 9000")))
    assert crm_items  # whose rows those are


def test_another_database_s_folder_is_left_alone(house: House) -> None:
    """A new database on an old folder, before its backup is loaded: everything there looks like nobody's."""
    digest = house.services.blobs.put(b"another database names it")
    os.utime(house.services.blobs.path(digest), (0, 0))
    owner = house.services.blobs.root / "owner"
    ours = owner.read_text()
    owner.write_text("another")
    try:
        assert house.collect(later=GRACE + 1) == Collected()
        assert not collecting.check(house.services).own
        assert house.lies_there(b"another database names it")
    finally:
        owner.write_text(ours)
    assert house.collect().contents == 1


# --- nothing is forgotten --------------------------------------------------------------------------------------------

NO_CONTENTS = {
    "applications.secret_hash",
    "authorization_codes.code_hash",
    "box_bodies.json",
    "box_bodies.protobuf",
    "certificates.chain",
    "certificates.content",
    "certificates.sealed_key",
    "exchange_challenges.secret_hash",
    "exchange_once.answer",
    "exchange_tokens.token_hash",
    "limiter_states.state",
    "revocation_lists.content",
    "sessions.token_hash",
    "sign_documents.evidence_head",
    "sign_members.signature_certificates",
    "sign_records.hash",
    "sign_records.line",
    "sign_stamps.seal",
    "sign_stamps.token",
    "sign_versions.sha256",  # of earlier versions too, which are not kept: the newest begins with them
    "signer_certificates.content",
    "signer_certificates.sha256",
    "tokens.access_hash",
    "tokens.refresh_hash",
    "vaults.master_name",
    "vaults.name",
    "vaults.sealed",
    "webhooks.secret_hash",
}
"""Columns of bytes that do not say which content a row has. One that does must be asked by ``kept_digests``."""


def columns(base: Services, query: str) -> set[str]:
    with base.engine.begin() as db:
        return set(db.execute(text(query)).scalars())


def test_every_column_that_refers_to_a_file_is_asked_and_has_an_index(base: Services) -> None:
    """As the database itself has them, whatever made it so; without an index each removal would read the table."""
    one = "join pg_attribute a on a.attrelid = {0}.{1} and a.attnum = {0}.{2}[{3}]"
    keys = columns(
        base,
        "select k.conrelid::regclass || '.' || a.attname from pg_constraint k "
        + one.format("k", "conrelid", "conkey", 1)
        + " where k.confrelid = 'files'::regclass",
    )
    assert keys == {f"{each.table.name}.{each.name}" for each in references.referring_columns()}
    indexed = columns(
        base,
        "select i.indrelid::regclass || '.' || a.attname from pg_index i " + one.format("i", "indrelid", "indkey", 0),
    )
    assert keys <= indexed


def test_every_column_of_json_is_searched_or_known_to_name_no_file(base: Services) -> None:
    found = columns(
        base,
        "select table_name || '.' || column_name from information_schema.columns where table_schema = 'public' "
        "and data_type in ('json', 'jsonb') and table_name not like 'procrastinate%'",
    )
    searched = {f"{each.table.name}.{each.name}" for each in references.searched_columns()}
    assert searched | references.NO_FILES == found
    assert searched.isdisjoint(references.NO_FILES)


def test_every_column_of_bytes_is_known_for_what_it_is(base: Services) -> None:
    """A new one that holds a content's SHA-256 belongs into the collector's questions, any other into the list here."""
    found = columns(
        base,
        "select table_name || '.' || column_name from information_schema.columns where table_schema = 'public' "
        "and udt_name in ('bytea', '_bytea') and table_name not like 'procrastinate%'",
    )
    assert found == NO_CONTENTS | {"files.sha256"}


# --- who comes in between --------------------------------------------------------------------------------------------


def test_a_file_that_a_transaction_is_about_to_use_stays(house: House) -> None:
    """Its reference cannot be seen yet; the collector waits for a moment, and lets it be."""
    template, _ = house.document("one")
    number = house.keep(b"about to be used")
    house.collect()
    with ThreadPoolExecutor(1) as pool, house.services.engine.connect() as db:
        db.execute(update(tables.templates).where(tables.templates.c.id == template).values(file_id=number))
        collecting_now = pool.submit(house.collect, later=GRACE + 1)
        waits = text(
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query ~ 'DELETE FROM files'"
        )
        with house.services.engine.connect() as other:
            other.execution_options(isolation_level="AUTOCOMMIT")
            wait_for(lambda: other.execute(waits).scalar_one() or collecting_now.done(), what="the collector")
        db.commit()
        collecting_now.result()
    assert number in house.files()
    assert house.collect(later=GRACE + 1).files == 0
    assert house.lies_there(b"about to be used")


def test_two_collectors_do_not_come_into_each_other_s_way(house: House) -> None:
    for number in range(30):
        house.keep(b"unused %d" % number)
    house.collect()
    house.late += timedelta(seconds=GRACE + 1)
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda _: collecting.collect(house.services), range(3)))
    assert sum(each.files for each in found) <= 30
    house.collect()
    assert house.files() == set()


KILLED = """
import os, signal, sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from inkpost import config
from inkpost.composition import make_services
from inkpost.operations import collecting
from inkpost.operations.kit import utc_now
from inkpost.store import references
from inkpost.store.blobs import Blobs

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

owner, name, moment = {
    "marked": (references, "forget_unused", "before"),
    "forgotten": (references, "forget_unused", "after"),
    "committed": (collecting, "_remove_contents", "before"),
    "found": (Blobs, "remove", "before"),
    "removed": (Blobs, "remove", "after"),
}[sys.argv[3]]
real = getattr(owner, name)

def killed(*args, **more):
    moment == "before" and die()
    real(*args, **more)
    die()

setattr(owner, name, killed)
settings = config.from_environment(Path(sys.argv[1]), environ={"INKPOST_DATABASE_URL": sys.argv[2]})
later = timedelta(seconds=float(sys.argv[4]))
collecting.collect(replace(make_services(settings), clock=lambda: utc_now() + later))
"""


@pytest.mark.parametrize("moment", ["marked", "forgotten", "committed", "found", "removed"])
def test_a_collector_that_is_killed_loses_nothing_and_the_next_goes_on(house: House, moment: str) -> None:
    house.document("kept")
    kept = house.files()
    for number in range(3):
        house.keep(f"unused {number} of {moment}".encode())
    house.collect()
    house.late += timedelta(seconds=GRACE + 1)
    settings = house.services.settings
    command = [sys.executable, "-c", KILLED, str(settings.data), settings.database_url, moment]
    done = subprocess.run([*command, str(house.late.total_seconds())], env=clean_environment(), capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    house.check()
    house.collect()
    assert house.files() == kept
    assert house.check().unreferenced == 0


def test_what_is_missing_and_changed_is_found(house: House) -> None:
    digests = [house.act(Work.keep, b"damage %d" % number, name="f", media_type=DOCX).sha256 for number in range(3)]
    lost, changed, shorter = (house.services.blobs.path(digest) for digest in digests)
    lost.unlink()
    changed.write_bytes(b"Damage 1")
    shorter.write_bytes(b"dam")
    found = collecting.check(house.services)
    assert found.missing == [lost.name]
    assert set(found.changed) == {changed.name, shorter.name}
    assert collecting.check(house.services, contents=False).changed == [shorter.name]
    for number in range(3):
        house.services.blobs.put(b"damage %d" % number)
    assert house.check().recorded >= 3
    assert isinstance(lost, Path)
