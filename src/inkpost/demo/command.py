"""The commands ``seed`` and ``demo``."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from inkpost.composition import make_services, prepare
from inkpost.config import Settings
from inkpost.demo.seed import seed
from inkpost.demo.walk import Client, Walk, http_client, server_of, walk_deal, walk_one


def seeded(settings: Settings) -> dict[str, Any]:
    """The small world of a data folder, made if it is not there."""
    prepared = prepare(settings)
    services = make_services(prepared)
    try:
        return seed(prepared, services)
    finally:
        services.close()


def run_demo(settings: Settings, *, once: bool, as_json: bool) -> None:
    """Walk one document through its life. Without ``once`` a server started for it keeps serving until Ctrl-C."""
    walk = Walk(tell=(lambda line: None) if as_json else click.echo)
    walk.tell("Inkpost: the life of one document")
    http = http_client(settings.data)
    base_url, process = server_of(settings.data, walk, http)
    with _stopped(process, at_once=once):
        with walk.step("make a small world"):
            world = seeded(settings)
        client = Client(world["bitrix"]["webhook_url"], walk, http)
        folder, portal = settings.data / "demo", world["bitrix"]
        walk_one(client, walk, folder, portal["template_id"])
        walk_deal(client, walk, folder, portal["crm_template_id"], portal["deal_id"])
        if as_json:
            click.echo(json.dumps({"steps": walk.steps, "documents": walk.documents}, indent=1))
        else:
            _tell_end(walk, base_url, world, serving=process is not None and not once)
        if process is not None and not once:
            process.wait()


def _tell_end(walk: Walk, base_url: str, world: dict[str, Any], *, serving: bool) -> None:
    walk.tell("\nThe same calls by hand:\n")
    for call in walk.calls:
        walk.tell(f"  {call}\n")
    for document in walk.documents:
        walk.tell(f"DOCX         {document['docx']}")
        walk.tell(f"PDF          {document['pdf']}")
        walk.tell(f"Public page  {document['public_url']}")
    walk.tell(f"Sign in      {base_url}/  as {world['bitrix']['login']}  with {world['bitrix']['password']}")
    walk.tell("\nServing; Ctrl-C ends it." if serving else "")


@contextmanager
def _stopped(process: subprocess.Popen[str] | None, *, at_once: bool) -> Iterator[None]:
    """End the server that was started for the demo, whatever happens."""
    try:
        yield
    except KeyboardInterrupt:
        if at_once:
            raise
    finally:
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=90)
