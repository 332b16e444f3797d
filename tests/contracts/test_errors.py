"""The error contract: every row of ``errors/`` is brought about by its real cause and compared to the letter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from contracts.provoke import Refusal, Stage, provokers
from contracts.tables import error_rows
from inkpost.operations.kit import Services
from support import Served
from worlds import World

ROWS: list[dict[str, Any]] = error_rows()


def _key(row: dict[str, Any]) -> tuple[str, str]:
    return row["method"], row["cause"]


NOT_PROVOKED = {
    ("*", "manifest_not_available"): "there are no manifests here, so none can be unavailable",
    ("crm.documentgenerator.numerator.get", "not_a_document_numerator"): "every numerator here numbers documents",
    ("crm.documentgenerator.document.update", "not_saved"): "a document that has an id is saved",
    ("crm.documentgenerator.document.upload", "crm_missing"): "no part of the server can be left out",
    ("crm.documentgenerator.document.upload", "provider_wrong"): "the type of the object alone decides the provider",
    ("crm.documentgenerator.document.upload", "application_missing"): "a webhook may call it too",
    ("crm.documentgenerator.document.upload", "file_not_generated"): "the hidden template has the file that came",
    ("crm.documentgenerator.document.upload", "template_missing"): "the hidden template is made with the document",
    ("sign.b2e.document.send", "create_failed"): "a failure of the server is an internal error here, as elsewhere",
    ("sign.b2e.document.get", "create_failed"): "a failure of the server is an internal error here, as elsewhere",
    ("sign.b2e.company.provider.list", "seal_failed"): "a server whose vault does not open does not start",
    ("humanresources.hcmlink.company.user.list", "user_missing"): "an application's token always has its user",
}
NOT_PROVOKED |= {("crm.category.delete", "system_pipeline"): "no pipeline here is one of the system"}
NEVER_HERE = {
    "disk_full": "no organisation here has a share of the disk that could be used up",
    "list_failed": "a list that fails is an internal error here, as every other method that does",
    "not_intranet": "everybody here is a user of the intranet",
    "module_missing": "no part of the server can be left out",
    "plan_without_types": "every plan here has types that users define",
    "write_failed": "what is not written has a reason here, and the reason is said",
}
NOT_PROVOKED |= {_key(row): NEVER_HERE[row["cause"]] for row in ROWS if row["cause"] in NEVER_HERE}


@pytest.fixture
def stage(served: Served, services: Services, world: World, tmp_path: Path) -> Stage:
    """A server with an organisation for one row."""
    return Stage(served, services, world, tmp_path)


@pytest.mark.parametrize(
    "row", [row for row in ROWS if _key(row) not in NOT_PROVOKED], ids=lambda row: f"{row['method']}-{row['cause']}"
)
def test_a_cause_is_answered_with_its_row(row: dict[str, Any], stage: Stage) -> None:
    provoker = provokers().get(_key(row))
    assert provoker is not None, "no provoker brings this cause about"
    assert provoker(stage) == Refusal(row["status"], row["code"], row["text"])


def test_every_provoker_and_every_exception_has_a_row() -> None:
    keys = [_key(row) for row in ROWS]
    assert len(set(keys)) == len(keys)
    assert set(provokers()) <= set(keys)
    assert set(NOT_PROVOKED) <= set(keys)
    assert not set(NOT_PROVOKED) & set(provokers())
