"""The small world: made once in a data folder, and told to whoever asks how to reach it."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fasteners import InterProcessLock

from inkpost.config import Settings
from inkpost.demo import crm, exchange, signing
from inkpost.demo.contract import template
from inkpost.model.numbering import Numerator, Period, Sequence
from inkpost.model.people import Caller
from inkpost.operations import administration, documents, templates
from inkpost.operations.administration import NewApplication
from inkpost.operations.kit import Services, Work
from inkpost.operations.templates import TemplateChange
from inkpost.presence import running_at
from inkpost.store import credentials, numbering

SCOPES = (
    *("documentgenerator", "crm", "user", "user_basic", "user_brief", "department", "disk", "event"),
    *("sign.b2e", "humanresources.hcmlink", "userfieldconfig"),
)
PROVIDER = "Bitrix\\DocumentGenerator\\DataProvider\\Rest"
MODULE = "rest"
FILE = "seed.json"
TOKEN_MARGIN = 1800


def seed(settings: Settings, services: Services) -> dict[str, Any]:
    """Make the world unless it is there, and answer how to reach it. Several that start at once make one."""
    with _alone(settings.data):
        kept = _kept(settings.data) or _make(services)
        if "boxes" not in kept:  # made by a version that had none
            kept["boxes"] = exchange.make(services, kept)
        _renew_tokens(services, kept)
        _keep(settings.data, kept)
    return told(kept, running_at(settings.data) or settings.base_url)


def told(kept: dict[str, Any], base_url: str) -> dict[str, Any]:
    """What is printed: ``bitrix`` with webhooks and tokens, ``diadoc`` with two boxes and who works there."""
    people = {name: _person(kept["people"][name], base_url) for name in ("admin", "signer", "restricted", "foreign")}
    admin, foreign = people["admin"], people["foreign"]
    bitrix = {
        "webhook_url": admin["webhook_url"],
        "user_id": admin["user_id"],
        "client_id": kept["client_id"],
        "client_secret": kept["client_secret"],
        "access_token": admin["access_token"],
        "refresh_token": kept["people"]["admin"]["refresh_token"],
        "template_id": kept["template_id"],
        "crm_template_id": kept["crm_template_id"],
        "deal_id": kept["deal_id"],
        "company_id": kept["company_id"],
        "my_company_id": kept["my_company_id"],
        "sign_uid": kept["sign_uid"],
        "login": admin["login"],
        "password": admin["password"],
        "signer": {**people["signer"], "pin": kept["people"]["signer"]["pin"]},
        "restricted": people["restricted"],
        "foreign": {
            **foreign,
            "template_id": kept["foreign_template_id"],
            "document_id": kept["foreign_document_id"],
        },
    }
    return {"base_url": base_url, "bitrix": bitrix, "diadoc": exchange.told(kept)}


def _person(person: dict[str, Any], base_url: str) -> dict[str, Any]:
    return {
        "user_id": person["user_id"],
        "login": person["login"],
        "password": person["password"],
        "access_token": person["access_token"],
        "webhook_url": f"{base_url}/rest/{person['user_id']}/{person['secret']}/",
    }


def _make(services: Services) -> dict[str, Any]:
    ours = administration.add_organization(services, "Inkpost Demo GmbH", timezone="Europe/Berlin")
    application = _application(services, ours)
    mine = {
        "admin": _user(services, ours, application, "anna", "Anna", "Schmidt", admin=True, position="Director"),
        "signer": _user(services, ours, application, "boris", "Boris", "Ivanov", position="Engineer"),
        "restricted": _user(services, ours, application, "carla", "Carla", "Weiss", position="Trainee"),
    }
    theirs = administration.add_organization(services, "Daisy & Sons Ltd", timezone="Europe/London")
    other = _application(services, theirs)
    foreign = _user(services, theirs, other, "john", "John", "Smith", admin=True, position="Owner")
    kept: dict[str, Any] = {
        "client_id": application.client_id,
        "client_secret": application.client_secret,
        "people": {**mine, "foreign": foreign},
    }
    with services.engine.begin() as db:
        work = Work(services, _caller(db, ours, mine["admin"]), db)
        kept["template_id"] = _template(work, "Service contract")
        kept |= crm.make(work)
    signed = signing.make(services, ours, mine["admin"]["user_id"], mine["signer"]["user_id"], kept["my_company_id"])
    kept["sign_uid"], mine["signer"]["pin"] = signed["sign_uid"], signed["pin"]
    with services.engine.begin() as db:
        work = Work(services, _caller(db, theirs, foreign), db)
        kept["foreign_template_id"] = _template(work, "Their contract")
        document = documents.create(
            work, kept["foreign_template_id"], module=MODULE, reference="DEAL_7", provider=PROVIDER
        )
        kept["foreign_document_id"] = document.id
    return kept


def _application(services: Services, organization_id: int) -> NewApplication:
    return administration.add_application(
        services,
        organization_id,
        "Demo application",
        scopes=SCOPES,
        redirect_urls=["http://127.0.0.1:9999/callback"],
    )


def _user(
    services: Services,
    organization_id: int,
    application: NewApplication,
    login: str,
    name: str,
    last_name: str,
    *,
    position: str,
    admin: bool = False,
) -> dict[str, Any]:
    login, password = f"{login}-{secrets.token_hex(3)}@demo.inkpost.test", secrets.token_urlsafe(12)
    number = administration.add_user(
        services,
        organization_id,
        login,
        password=password,
        admin=admin,
        name=name,
        last_name=last_name,
        email=login,
        position=position,
    )
    secret = administration.add_webhook(services, organization_id, number, scopes=SCOPES, title="Seeded webhook")
    return {
        "user_id": number,
        "login": login,
        "password": password,
        "secret": secret,
        "application_id": application.id,
    }


def _caller(db: Any, organization_id: int, person: dict[str, Any]) -> Caller:
    caller = credentials.caller_as_system(db, organization_id, person["user_id"])
    if caller is None:
        raise LookupError("the seeded user is not there")
    return caller


def _template(work: Work, name: str) -> int:
    new = Numerator(
        0,
        work.organization_id,
        "Contracts",
        "{YEAR}-{NUMBER}",
        None,
        Sequence(length=4, period=Period.YEAR),
        module=MODULE,
    )
    numerator = numbering.add(work.db, new)
    change = TemplateChange(
        name=name,
        content=template(),
        file_name="service-contract.docx",
        numerator_id=numerator.id,
        region="uk",
        code="SERVICE_CONTRACT",
        access_codes=["UA"],
        with_stamps=True,
    )
    return templates.add(work, replace(change, providers=[PROVIDER]), module=MODULE).id


def _renew_tokens(services: Services, kept: dict[str, Any]) -> None:
    """Access tokens live an hour: what is printed holds for half of that at least."""
    now = datetime.now(UTC).timestamp()
    for person in kept["people"].values():
        if person.get("token_until", 0) - TOKEN_MARGIN < now:
            pair = administration.issue_token(services, person["application_id"], person["user_id"])
            person.update(
                access_token=pair.access_token,
                refresh_token=pair.refresh_token,
                token_until=now + administration.ACCESS_SECONDS,
            )


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    data.mkdir(parents=True, exist_ok=True)
    with InterProcessLock(data / "seed.lock"):
        yield


def _kept(data: Path) -> dict[str, Any] | None:
    path = data / FILE
    if not path.exists():
        return None
    found: dict[str, Any] = json.loads(path.read_text())
    return found


def _keep(data: Path, kept: dict[str, Any]) -> None:
    draft = data / f"{FILE}.{secrets.token_hex(4)}.tmp"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(kept, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(data / FILE)
