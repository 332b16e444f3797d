"""A server's life: how it starts, what it says, what it survives, and how it ends."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from anatomy import ended, kill, postgres, tree, web, worker
from inkpost.operations.kit import Services
from inkpost.store.blobs import Blobs
from inkpost.store.embedded import Embedded, embedded
from store.sites import picture, site
from support import Rest, Served, clean_environment, run_inkpost, start_server, wait_for, wait_ready
from worlds import World, docx, new_world, services_of

ADD = "documentgenerator.document.add"


def ready(served: Served) -> tuple[int, dict[str, Any]]:
    """What the server says of itself; 0 where it does not answer."""
    try:
        answer = httpx.get(f"{served.base_url}/health/ready", timeout=10)
    except httpx.TransportError:
        return 0, {}
    return answer.status_code, answer.json()


def log_of(served: Served) -> list[dict[str, Any]]:
    """What the server logged: a JSON object a line, whoever wrote there."""
    return [json.loads(line) for line in (served.data / "server.log").read_text().splitlines()]


def refused_to_start(*arguments: str, environment: dict[str, str] | None = None) -> str:
    """The one line that a server says which does not start, with status 1."""
    done = subprocess.run(
        [sys.executable, "-m", "inkpost", "serve", *arguments],
        env=clean_environment(environment),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr.strip()


# --- one server for the tests that leave it well ---------------------------------------------------------------------


UNUSED = {b"put two days ago": 48 * 3600, b"put just now": 0}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Two web processes, for which this machine is no secret."""
    environment = {"INKPOST_ALLOWED_NETWORKS": "127.0.0.0/8", "XDG_RUNTIME_DIR": "/nowhere"}
    data = tmp_path_factory.mktemp("server")
    for name, age in UNUSED.items():
        blobs = Blobs(data / "files")
        os.utime(blobs.path(blobs.put(name)), (time.time() - age,) * 2)
    made = start_server(data, "--workers", "2", environment=environment)
    yield made
    assert made.stop() == 0
    log = log_of(made)
    assert not [line for line in log if line["event"] == "process.crashed"]
    words = [line["text"] for line in log if line["event"] == "process.said"]
    assert not [text for text in words if not text.startswith("Fatal Python error: Aborted")], "only those asked for"


@pytest.fixture(scope="module")
def its_services(server: Served) -> Iterator[Services]:
    made = services_of(server)
    yield made
    made.engine.dispose()
    embedded(server.data).release()


@pytest.fixture
def place(server: Served, its_services: Services) -> World:
    """A fresh organisation on that server."""
    return new_world(server, its_services)


def test_two_web_processes_share_one_port(server: Served) -> None:
    port = int(server.base_url.rpartition(":")[2])

    def listening() -> int:
        """How many web processes do; one may be ready before the other has begun."""
        return sum(
            any(each.laddr.port == port and each.status == "LISTEN" for each in process.net_connections("tcp"))
            for process in web(server)
        )

    wait_for(lambda: listening() == 2, what="two web processes that listen")
    assert len(web(server)) == 2
    assert len(worker(server)) == 1


def test_a_port_that_is_taken_is_said(server: Served, tmp_path: Path) -> None:
    listen = server.base_url.rpartition("//")[2]
    assert refused_to_start("--data", str(tmp_path), "--listen", listen) == (
        f"Error: cannot listen on {listen}: Address already in use; choose another with --listen"
    )
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert "Address already in use" in refused_to_start("--data", str(tmp_path), "--listen", f"127.0.0.1:{port}")


def test_a_data_folder_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    said = refused_to_start("--data", str(tmp_path / "file" / "data"), "--listen", "127.0.0.1:0")
    assert said == f"Error: the data folder {tmp_path / 'file' / 'data'} cannot be used: Not a directory"


def test_a_database_that_cannot_be_reached_is_said(tmp_path: Path) -> None:
    environment = {"INKPOST_DATABASE_URL": f"postgresql://u:s3cr3t@/d?host={tmp_path}"}
    said = refused_to_start("--data", str(tmp_path), "--listen", "127.0.0.1:0", environment=environment)
    assert said.startswith("Error: the database cannot be reached: ")
    assert "s3cr3t" not in said


def test_the_worker_removes_files_that_nothing_refers_to(server: Served) -> None:
    """Once they are a day old."""
    blobs = Blobs(server.data / "files")
    old, new = (blobs.path(hashlib.sha256(name).digest()) for name in UNUSED)
    wait_for(lambda: not old.exists(), what="the removal")
    assert new.exists()
    told = wait_for(
        lambda: [line for line in log_of(server) if line["event"] == "files.collected"], what="a word of it"
    )
    assert (told[0]["contents"], told[0]["size"]) == (1, 16)


def test_web_processes_that_are_killed_are_replaced_again_and_again(server: Served, place: World) -> None:
    """Also one that dies soon after its start: the server never gives up."""
    for _ in range(3):
        wait_for(lambda: len(web(server)) == 2, seconds=90, what="both web processes")
        killed = web(server)
        assert kill(killed) == 2
        wait_for(lambda dead=killed: all(ended(each) for each in dead), what="their end")
        wait_for(lambda: ready(server)[0] == 200, seconds=90, what="an answer")
    assert server.process.poll() is None
    assert place.rest("documentgenerator.document.list") == {"documents": []}


@pytest.mark.parametrize("kind", [web, worker], ids=["web", "worker"])
def test_the_last_words_of_a_process_that_aborts_are_in_the_log(server: Served, kind: Any) -> None:
    """As a JSON object with its name: where its threads were, in the interpreter's own words."""
    name, process = kind.__name__, wait_for(lambda: kind(server), what="a process")[0]
    wait_for(lambda: [line for line in log_of(server) if line["event"] == "worker.isolation"], what="a started worker")
    process.send_signal(signal.SIGABRT)

    def told() -> list[dict[str, Any]]:
        return [line for line in log_of(server) if line["event"] == "process.said" and line["pid"] == process.pid]

    (line,) = wait_for(told, what="its words")
    assert line["process"] == name
    assert line["text"].startswith("Fatal Python error: Aborted\n\n")
    assert "most recent call first" in line["text"]
    wait_for(lambda: [each for each in kind(server) if each.pid != process.pid], what="another one")
    wait_ready(server)


def test_readiness_follows_the_worker(server: Served) -> None:
    """Not after the heartbeat's time, but at once."""
    before = worker(server)
    assert kill(before) == 1
    missing = (503, {"ready": False, "database": True, "conversion": False})
    wait_for(lambda: ready(server) == missing, seconds=10, what="503")
    assert httpx.get(f"{server.base_url}/health/live").status_code == 200
    wait_ready(server)
    assert {each.pid for each in worker(server)}.isdisjoint(each.pid for each in before)
    told = [line for line in log_of(server) if line["event"] == "worker.ended"]
    assert told[-1]["how"] == "SIGKILL"
    assert told[-1]["again_in"] >= 0.2


def test_connections_the_database_ended_cost_no_call(server: Served, place: World) -> None:
    rest = place.rest
    with ThreadPoolExecutor(8) as pool:  # fill the pools of both web processes
        list(pool.map(lambda _: rest("documentgenerator.document.list"), range(16)))
    with psycopg.connect(embedded(server.data).url, autocommit=True) as db:
        query = (
            "select count(pg_terminate_backend(pid, 10000)) from pg_stat_activity where application_name = 'inkpost'"
        )
        row = db.execute(query).fetchone()
    assert row is not None
    assert row[0] > 2
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: rest.raw("documentgenerator.document.list").status_code, range(16)))
    assert answers == [200] * 16


def test_the_database_is_started_again_when_it_dies(server: Served, place: World) -> None:
    template = place.template(docx("for {Name}"))
    process = postgres(server.data)
    process.kill()
    wait_for(lambda: ended(process), what="its end")
    wait_ready(server)
    assert postgres(server.data).pid != process.pid
    made = place.document(template, values={"Name": "Daisy"})
    place.converted(made["id"])


def test_a_picture_from_an_opened_network_is_in_the_document(place: World) -> None:
    template = place.template(docx("{Logo}"))
    with site() as here:
        png = picture(33, 44)
        url = here.plain("/logo.png", png)
        made = place.document(template, values={"Logo": url}, fields={"Logo": {"TYPE": "IMAGE"}})
        body = httpx.get(place.rest("documentgenerator.document.get", id=made["id"])["document"]["downloadUrlMachine"])
        assert png in unpacked(body.content)
        here.redirect("/away", "http://10.0.0.1/secret.png?token=t0k3n")
        status, code, told = place.rest.error(
            ADD,
            templateId=template,
            value="D",
            values={"Logo": here.url("/away?token=t0k3n")},
            fields={"Logo": {"TYPE": "IMAGE"}},
        )
    assert (status, code) == (400, "ERROR_ARGUMENT")
    assert told == f"The picture {here.url('/away')} cannot be used: it is not a public address"


def unpacked(content: bytes) -> list[bytes]:
    """The contents of a package's parts."""
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return [package.read(each) for each in package.namelist()]


def digest_of(place: World, query: str, number: int) -> bytes:
    """The SHA-256 of a file."""
    with place.services.engine.begin() as db:
        return bytes(db.execute(text(query), {"id": number}).scalar_one())


def test_a_damaged_template_is_an_error_of_ours_and_the_log_says_which(server: Served, place: World) -> None:
    template = place.template(docx("for {Name}"))
    query = "select f.sha256 from templates t join files f on f.id = t.file_id where t.id = :id"
    digest = digest_of(place, query, template)
    path = place.services.blobs.path(digest)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    kill(web(server))  # they had read it while it was well
    wait_for(lambda: ready(server)[0] == 200, what="an answer")
    answer = place.rest.raw(ADD, {"templateId": template, "value": "D"}, headers={"X-Request-Id": "damaged-template-1"})
    assert answer.status_code == 500
    assert answer.json() == {"error": "INTERNAL_SERVER_ERROR", "error_description": "Internal server error"}
    assert answer.headers["x-request-id"] == "damaged-template-1"
    (told,) = [line for line in log_of(server) if line.get("request") == "damaged-template-1"]
    assert told["detail"] == f"blob {digest.hex()} no longer has the contents it was stored with"
    assert digest.hex() not in answer.text


def test_a_document_whose_file_is_lost_says_so(server: Served, place: World) -> None:
    """The worker sleeps while its file is taken away, and does not try for ever when it wakes."""
    template = place.template(docx("for {Name}"))
    (process,) = worker(server)
    process.suspend()
    try:
        made = place.document(template, values={"Name": "Daisy"})
        query = "select f.sha256 from documents d join files f on f.id = d.file_id where d.id = :id"
        place.services.blobs.path(digest_of(place, query, made["id"])).unlink()
    finally:
        process.resume()

    def failed() -> dict[str, Any] | None:
        found: dict[str, Any] = place.rest("documentgenerator.document.get", id=made["id"])["document"]
        return found if found["isTransformationError"] else None

    found = wait_for(failed, what="the document's own word")
    assert found is not None
    assert found["transformationErrorCode"] == "file_lost"
    assert found["transformationErrorMessage"] == "The file cannot be read: its stored contents are damaged or missing"
    assert "pdfUrl" not in found


def test_the_log_is_json_and_keeps_secrets(server: Served, place: World) -> None:
    """After all that the tests above did; the log is read by people who may not know the webhooks."""
    secret = place.admin.secret
    place.rest.error("documentgenerator.template.get", id=2**40)
    place.rest.raw(f"no.such/{secret}")
    httpx.get(f"{server.base_url}/rest/1/{secret}/no.such.method?auth={secret}&password={secret}")
    httpx.get(f"{server.base_url}/rest/{secret}")
    made = (server.data / "server.log").read_text()
    lines = log_of(server)
    assert len(lines) > 5
    assert all({"event", "level", "timestamp"} <= line.keys() for line in lines)
    assert secret not in made
    assert not re.search(r"/rest/\d+/\w{8,}", made)
    assert not [line for line in lines if "alembic" in line.get("logger", "") and line["level"] == "info"]
    assert not [line for line in lines if "procrastinate" in line.get("logger", "") and line["level"] == "info"]


# --- servers of a test's own -----------------------------------------------------------------------------------------


def test_two_servers_start_at_once_on_an_empty_folder_and_share_it(tmp_path: Path) -> None:
    """Either may end first: the database goes on for the other, and stops with the last."""
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda _: start_server(tmp_path), range(2))
    try:
        services = services_of(first)
        world = new_world(first, services)
        there = Rest(world.rest.webhook_url.replace(first.base_url, second.base_url))
        template = world.template(docx("for {Name}"))
        made = there(ADD, templateId=template, value="D", values={"Name": "Daisy"})["document"]
        world.converted(made["id"])
        services.engine.dispose()
        embedded(tmp_path).release()
        assert first.stop() == 0
        assert there("documentgenerator.document.get", id=made["id"])["document"]["number"] == "1"
        process = postgres(tmp_path)
    finally:
        first.stop()
        assert second.stop() == 0
    wait_for(lambda: ended(process), what="the end of the database")


def test_a_database_of_the_operators_own_serves_and_seeds(tmp_path: Path) -> None:
    """And Ctrl-C, which reaches every process of the terminal at once, ends the server well."""
    cluster = Embedded(tmp_path / "cluster" / "postgres")
    url = make_url(cluster.start())
    try:
        with psycopg.connect(cluster.url, autocommit=True) as db:
            db.execute("create database ink")
        environment = {"INKPOST_DATABASE_URL": url.set(database="ink").render_as_string(hide_password=False)}
        data = tmp_path / "data"
        seeded = json.loads(run_inkpost("seed", "--json", "--data", str(data), environment=environment))
        assert not (data / "postgres").exists()
        served = start_server(data, environment=environment, start_new_session=True)
        secret = seeded["bitrix"]["webhook_url"].partition("/rest/")[2]
        found = Rest(f"{served.base_url}/rest/{secret}")("documentgenerator.template.list")
        assert str(seeded["bitrix"]["template_id"]) in str(found)
        below = tree(served)
        os.killpg(served.process.pid, signal.SIGINT)
        assert served.process.wait(60) == 0
        wait_for(lambda: all(ended(each) for each in below), what="the end of its processes")
        assert cluster.running, "it is not ours to stop"
        assert not [line for line in log_of(served) if line["event"] in {"process.crashed", "call.failed"}]
    finally:
        cluster.release()


def test_a_server_whose_database_is_gone_can_still_be_stopped(tmp_path: Path) -> None:
    cluster = Embedded(tmp_path / "cluster" / "postgres")
    served = start_server(tmp_path / "data", environment={"INKPOST_DATABASE_URL": cluster.start()})
    cluster.release()
    wait_for(lambda: ready(served)[0] == 503, what="the server to notice")
    assert served.stop() == 0


def test_sigterm_finishes_what_is_in_hand(tmp_path: Path) -> None:
    """A call gets its answer, a conversion its end; nobody new is let in."""
    served = start_server(tmp_path, environment={"INKPOST_ALLOWED_NETWORKS": "127.0.0.0/8"})
    go_on = threading.Event()
    with contextlib.ExitStack() as ends:
        services = services_of(served)
        ends.callback(lambda: (services.engine.dispose(), embedded(tmp_path).release()))
        ends.callback(served.stop)
        ends.callback(go_on.set)
        here = ends.enter_context(site())
        pool = ends.enter_context(ThreadPoolExecutor(1))
        world = new_world(served, services)
        template = world.template(docx("{Logo}"))
        png = picture()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: {len(png)}\r\n\r\n".encode()

        def answer(stream: socket.socket) -> None:
            go_on.wait(20)
            stream.sendall(head + png)

        given = {"values": {"Logo": here.answer("/slow.png", answer)}, "fields": {"Logo": {"TYPE": "IMAGE"}}}
        waiting = pool.submit(world.rest.raw, ADD, {"templateId": template, "value": "D", **given})
        wait_for(lambda: here.asked, what="the picture to be asked for")
        served.process.send_signal(signal.SIGTERM)
        wait_for(lambda: ready(served)[0] == 0, what="a closed door")
        assert not waiting.done()
        go_on.set()
        made = waiting.result(60)
        assert made.status_code == 200
        assert served.process.wait(60) == 0
        with services.engine.begin() as db:
            query = "select count(*) from procrastinate_jobs where status = 'doing'"
            assert db.execute(text(query)).scalar_one() == 0, "what was taken was finished or given back"
        assert not [line for line in log_of(served) if line["level"] in {"error", "critical"}]
    again = start_server(tmp_path)
    try:
        rest = Rest(world.rest.webhook_url.replace(served.base_url, again.base_url))
        number = made.json()["result"]["document"]["id"]
        wait_for(
            lambda: "pdfUrl" in rest("documentgenerator.document.get", id=number)["document"],
            seconds=60,
            what="its conversion, now or before",
        )
    finally:
        status = again.stop()
    assert status == 0
