"""The demo and the seed, as processes: what they print is there and works."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from diadoc.client import Client
from inkpost.demo.crm import BUYER, GOODS, SELLER
from inkpost.demo.seed import SCOPES
from inkpost.demo.signing import TITLE
from inkpost.demo.values import contract_values
from inkpost.faces.bitrix.registry import methods
from inkpost.model.tax_numbers import inn_fault
from support import Rest, Served, run_inkpost, start_server
from worlds import docx_text, pdf_text

KEYS = {
    "webhook_url",
    "user_id",
    "client_id",
    "client_secret",
    "access_token",
    "refresh_token",
    "template_id",
    "crm_template_id",
    "deal_id",
    "company_id",
    "my_company_id",
    "sign_uid",
    "signer",
    "restricted",
    "foreign",
}
PERSON = {"user_id", "login", "password", "access_token", "webhook_url"}


def texts(value: Any) -> list[str]:
    """Every text in a value that a reader of the document can see as it was given."""
    if isinstance(value, dict):
        return [each for item in value.values() for each in texts(item)]
    if isinstance(value, list):
        return [each for item in value for each in texts(item)]
    return [str(value)]


def visible(values: dict[str, Any]) -> list[str]:
    """The values that stand in the document as given: no chains, dates, sums in words, pictures or grammar."""
    hidden = {"ContractDate", "StartDate", "EndDate", "Stamp", "TotalInWords"}
    chains = {name for name in values if name.startswith("ProductsProduct")}
    found = {name: item for name, item in values.items() if name not in hidden | chains}
    people = {name: {k: v for k, v in found[name].items() if k != "GENDER"} for name in found if "Person" in name}
    return texts({**found, **people})


@pytest.mark.timeout(240)
def test_the_demo_walks_a_contract_through_its_life(tmp_path: Path) -> None:
    told = json.loads(run_inkpost("demo", "--once", "--json", "--data", str(tmp_path / "data")))
    assert {"start the server", "make the document (DOCX)", "convert it (PDF)", "open the public link"} <= {
        step["name"] for step in told["steps"]
    }
    assert all(step["seconds"] > 0 for step in told["steps"])
    document, offer = told["documents"]
    wanted = visible(contract_values())
    pdf = " ".join(pdf_text(Path(document["pdf"]).read_bytes()).split())
    assert [text for text in wanted if text not in pdf] == []
    assert re.search("twenty-three thousand one hundred (and )?twenty-one euros and seventy cents", pdf)
    assert "{" not in pdf
    assert "{" not in docx_text(Path(document["docx"]).read_bytes())
    assert document["public_url"].rpartition("/~")[2].isalnum()
    check_offer(offer)


def check_offer(offer: dict[str, Any]) -> None:
    """Everything in it comes from the deal and what belongs to the deal."""
    pdf = " ".join(pdf_text(Path(offer["pdf"]).read_bytes()).split())
    wanted = [
        "O-2026-0001".replace("2026", str(datetime.now(UTC).year)),
        "Digital archive",
        "Greta Lind",
        "Anna Schmidt",
    ]
    for firm in (SELLER, BUYER):
        wanted += [firm.title, firm.street, firm.postal_code, firm.city]
    wanted += [SELLER.vat, SELLER.iban, "+49 40 36130123", *(each["product_name"] for each in GOODS)]
    wanted += ["1.026,00 €", "2.946,21 €", "559,79 €", "3.506,00 €", "dreitausendfünfhundertsechs Euro"]
    assert [text for text in wanted if text not in pdf] == []
    assert "{" not in pdf


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the seed prints before there is a server."""
    data = tmp_path_factory.mktemp("seeded")
    return {"data": data, **json.loads(run_inkpost("seed", "--json", "--data", str(data)))}


@pytest.fixture(scope="module")
def server(seeded: dict[str, Any]) -> Iterator[Served]:
    """A server started afterwards."""
    made = start_server(seeded["data"])
    yield made
    assert made.stop() == 0


@pytest.mark.timeout(240)
def test_the_seed_is_made_once_before_and_beside_a_server(seeded: dict[str, Any], server: Served) -> None:
    assert set(seeded["bitrix"]) >= KEYS
    assert set(seeded["bitrix"]["signer"]) >= PERSON
    assert set(seeded["bitrix"]["foreign"]) >= {*PERSON - {"login", "password"}, "template_id", "document_id"}
    beside = json.loads(server.inkpost("seed", "--json"))
    assert beside["base_url"] == server.base_url
    assert beside["bitrix"]["client_secret"] == seeded["bitrix"]["client_secret"]
    assert beside["bitrix"]["access_token"] == seeded["bitrix"]["access_token"]
    assert beside["diadoc"] == seeded["diadoc"]
    check_people(beside["base_url"], beside["bitrix"])
    check_boxes(beside["base_url"], beside["diadoc"])


def test_the_demo_for_people_prints_links_and_calls_and_leaves_the_server_that_runs(server: Served) -> None:
    told = server.inkpost("demo", "--once")
    assert f"Public page  {server.base_url}/" in told
    assert told.count("curl -s ") >= 5
    assert "convert it (PDF)" in told
    assert "start the server" not in told
    assert server.process.poll() is None
    assert httpx.get(f"{server.base_url}/health/ready").status_code == 200


def check_people(base_url: str, bitrix: dict[str, Any]) -> None:
    """Each of the seeded people may do what the design says of them, and no more."""
    admin, foreign = Rest(bitrix["webhook_url"]), Rest(bitrix["foreign"]["webhook_url"])
    found = admin("documentgenerator.template.get", id=bitrix["template_id"])["template"]
    assert found["name"] == "Service contract"
    token = {"auth": bitrix["access_token"], "id": bitrix["template_id"]}
    assert httpx.post(f"{base_url}/rest/documentgenerator.template.get", json=token).status_code == 200
    assert foreign("documentgenerator.document.get", id=bitrix["foreign"]["document_id"])["document"]
    theirs = {"id": bitrix["foreign"]["document_id"]}
    assert admin.error("documentgenerator.document.get", **theirs) == (400, "0", "Document not found")
    refusal = (400, "0", "You do not have permissions to modify templates")
    deal = admin("crm.item.get", entityTypeId=2, id=bitrix["deal_id"])["item"]
    assert (deal["title"], deal["companyId"]) == ("Digital archive", bitrix["company_id"])
    assert admin("crm.documentgenerator.template.get", id=bitrix["crm_template_id"])["template"]["name"] == "Offer"
    check_safe(base_url, bitrix)
    restricted = Rest(bitrix["restricted"]["webhook_url"])
    assert restricted("crm.item.list", entityTypeId=2)["items"] == []
    assert restricted.error("documentgenerator.template.get", id=bitrix["template_id"]) == refusal


def check_boxes(base_url: str, diadoc: dict[str, Any]) -> None:
    """The two seeded boxes are counterparties, and somebody in each may do everything."""
    ours, theirs = diadoc["organizations"]
    for mine, other in ((ours, theirs), (theirs, ours)):
        client = Client(base_url, diadoc["client_id"]).sign_in(mine["login"], mine["password"])
        (organization,) = client.json("GET", "/GetMyOrganizations")["Organizations"]
        assert (organization["Inn"], organization["Kpp"], organization["FullName"]) == (
            mine["inn"],
            mine["kpp"],
            mine["name"],
        )
        assert (organization["Boxes"][0]["BoxId"], organization["Boxes"][0]["BoxIdGuid"]) == (
            mine["box_id"],
            mine["box_id_guid"],
        )
        (partner,) = client.json("GET", "/V3/GetCounteragents", myBoxId=mine["box_id"])["Counteragents"]
        assert partner["Organization"]["Boxes"][0]["BoxId"] == other["box_id"]
        assert partner["CurrentStatus"] == "IsMyCounteragent"
        may = client.json("GET", "/GetMyEmployee", boxId=mine["box_id"])["Permissions"]
        assert (may["IsAdministrator"], may["DocumentAccessLevel"]) == (True, "AllDocuments")
        assert all(each["IsAllowed"] for each in may["Actions"])
    assert inn_fault(ours["inn"]) == inn_fault(theirs["inn"]) == ""


def check_safe(base_url: str, bitrix: dict[str, Any]) -> None:
    """The seeded signer has signed a document, and it lies in the safe."""

    def call(method: str, token: str) -> Any:
        return httpx.post(f"{base_url}/rest/{method}", json={"auth": token}).json()["result"]

    (own,) = call("sign.b2e.personal.tail", bitrix["signer"]["access_token"])
    kept = call("sign.b2e.mysafe.tail", bitrix["access_token"])
    assert [own["title"], *(each["title"] for each in kept)] == [TITLE] * 3, "in the safe once for each who signed"
    signed = httpx.get(own["file_url"]).content
    assert signed.startswith(b"%PDF")
    assert signed.count(b"/ByteRange") >= 3, "two people and the company"
    assert call("sign.b2e.personal.tail", bitrix["restricted"]["access_token"]) == []


def test_the_seeded_tokens_carry_every_scope() -> None:
    assert set(SCOPES) >= {method.scope for method in methods().values() if method.scope}
