"""The life of one document, over the wire: upload the template, make the document, wait for the PDF, open the link."""

from __future__ import annotations

import base64
import json
import shlex
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from inkpost.config import DEFAULT_LISTEN
from inkpost.demo.contract import template
from inkpost.demo.values import CONTRACT_FIELDS, contract_values
from inkpost.presence import running_at
from inkpost.processes import die_with_parent

START_SECONDS = 120.0
CONVERT_SECONDS = 120.0
FAMILY = "documentgenerator.document"
DEAL = 2
"""The CRM's number for deals."""
Tell = Callable[[str], None]


class DemoFault(Exception):
    """The demo cannot go on; the text says why and what to do."""


@dataclass
class Walk:
    """What the demo has done so far."""

    tell: Tell
    steps: list[dict[str, Any]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    documents: list[dict[str, Any]] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measure a step and say when it is done."""
        began = time.perf_counter()
        yield
        seconds = time.perf_counter() - began
        self.steps.append({"name": name, "seconds": round(seconds, 4)})
        self.tell(f"  {name:<34} {seconds * 1000:8.0f} ms")


class Client:
    """Calls methods by webhook and remembers how each call would be made by hand."""

    def __init__(self, webhook_url: str, walk: Walk, http: httpx.Client) -> None:
        self._url = webhook_url
        self._walk = walk
        self._http = http

    def __call__(self, method: str, params: dict[str, Any], *, shown: dict[str, Any] | None = None) -> Any:
        """The result of a call. ``shown`` stands for the parameters where they would fill the screen."""
        told = json.dumps(params if shown is None else shown, ensure_ascii=False)
        line = f"curl -s {self._url}{method} -H 'Content-Type: application/json' -d {shlex.quote(told)}"
        if line not in self._walk.calls:  # waiting asks the same again
            self._walk.calls.append(line)
        answer = self._http.post(self._url + method, json=params)
        body = answer.json()
        if "error" in body:
            raise DemoFault(f"{method} was refused: {body['error']} {body['error_description']}")
        return body["result"]

    def fetch(self, url: str) -> bytes:
        """A file behind a link."""
        answer = self._http.get(url)
        answer.raise_for_status()
        return answer.content


def http_client(data: Path) -> httpx.Client:
    """A client that trusts the authority of the data folder's own server, if it has made one."""
    authority = data / "tls" / "ca.pem"
    context = ssl.create_default_context(cafile=str(authority)) if authority.exists() else True
    return httpx.Client(timeout=60, verify=context)


def server_of(data: Path, walk: Walk, http: httpx.Client) -> tuple[str, subprocess.Popen[str] | None]:
    """The address of the server on this data folder; one is started where none runs."""
    found = running_at(data)
    if found is not None:
        return found, None
    with walk.step("start the server"):
        process = _start(data, DEFAULT_LISTEN) or _start(data, "127.0.0.1:0")
        if process is None:
            raise DemoFault(f"the server did not start; {data / 'server.log'} says why")
        base_url = running_at(data)
        if base_url is None:
            raise DemoFault("the server ended at once; see its log")
        _wait_ready(base_url, process, http)
    return base_url, process


def _start(data: Path, listen: str) -> subprocess.Popen[str] | None:
    data.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "inkpost", "serve", "--data", str(data), "--listen", listen]
    with (data / "server.log").open("a") as log:
        # The demo's server does not outlive the demo, however that ends.
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, preexec_fn=die_with_parent)
    if process.stdout is None:
        return None
    with process.stdout as output:
        line = output.readline()
    return process if "listens on" in line else None


def _wait_ready(base_url: str, process: subprocess.Popen[str], http: httpx.Client) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise DemoFault("the server ended while it was starting; see server.log in the data folder")
        try:
            if http.get(f"{base_url}/health/ready").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise DemoFault(f"the server was not ready within {START_SECONDS:g} seconds; see server.log")


def walk_one(client: Client, walk: Walk, folder: Path, template_id: int) -> None:
    """Take one contract from template to public link, and keep its files in ``folder``."""
    given = {"id": template_id, "fields": {"file": ["service-contract.docx", base64.b64encode(template()).decode()]}}
    shown = {"id": template_id, "fields": {"file": ["service-contract.docx", "BASE64 OF THE FILE"]}}
    with walk.step("upload the template"):
        client("documentgenerator.template.update", given, shown=shown)
    values = contract_values()
    params = {"templateId": template_id, "value": "DEAL_1", "values": values, "fields": CONTRACT_FIELDS}
    brief = {**params, "values": {**values, "Stamp": values["Stamp"][:40] + "…"}}
    with walk.step("make the document (DOCX)"):
        document = client("documentgenerator.document.add", params, shown=brief)["document"]
    with walk.step("convert it (PDF)"):
        document = _awaited(client, document["id"], "pdfUrlMachine")
    with walk.step("draw its pages (PNG)"):
        document = _awaited(client, document["id"], "imageUrlMachine")
    with walk.step("open the public link"):
        opened = client("documentgenerator.document.enablepublicurl", {"id": document["id"], "status": 1})
        client.fetch(opened["publicUrl"])
    walk.calls.append(f"curl -s '{document['pdfUrlMachine']}' -o contract.pdf")
    kept = _kept(client, folder, document)
    walk.documents.append({"id": int(document["id"]), **kept, "public_url": opened["publicUrl"]})


def walk_deal(client: Client, walk: Walk, folder: Path, template_id: int, deal_id: int) -> None:
    """Make an offer from a deal of the CRM, with no value given by the call, and open its public link."""
    family = f"crm.{FAMILY}"
    params = {"templateId": template_id, "entityTypeId": DEAL, "entityId": deal_id}
    with walk.step("make an offer from a deal"):
        made = client(f"{family}.add", params)["document"]
        document = _awaited(client, made["id"], "pdfUrlMachine", family)
    with walk.step("open its public link"):
        opened = client(f"{family}.enablepublicurl", {"id": made["id"], "status": 1})
        client.fetch(opened["publicUrl"])
    kept = _kept(client, folder, document, "offer")
    walk.documents.append({"id": int(made["id"]), **kept, "public_url": opened["publicUrl"]})


def _awaited(client: Client, number: int, key: str, family: str = FAMILY) -> dict[str, Any]:
    deadline = time.monotonic() + CONVERT_SECONDS
    while time.monotonic() < deadline:
        document: dict[str, Any] = client(f"{family}.get", {"id": number})["document"]
        if document["isTransformationError"]:
            raise DemoFault(f"the conversion failed: {document.get('transformationErrorMessage')}")
        if key in document:
            return document
        time.sleep(0.01)
    raise DemoFault(f"document {number} was not converted within {CONVERT_SECONDS:g} seconds; see server.log")


def _kept(client: Client, folder: Path, document: dict[str, Any], name: str = "contract") -> dict[str, str]:
    folder.mkdir(parents=True, exist_ok=True)
    kept = {}
    for kind, key in (("docx", "downloadUrlMachine"), ("pdf", "pdfUrlMachine")):
        path = folder / f"{name}-{document['id']}.{kind}"
        path.write_bytes(client.fetch(document[key]))
        kept[kind] = str(path)
    return kept
