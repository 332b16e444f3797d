"""b24pysdk, unmodified, reads what was signed from a server with TLS."""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Any

from signing_worlds import Office
from worlds import World


def test_the_two_tails(b24pysdk: Any, tls_world: World) -> None:
    office = Office(tls_world)
    office.signed(title="First")
    office.signed(title="Second")
    told = b24pysdk(
        "tails",
        domain=tls_world.served.base_url.removeprefix("https://"),
        webhook=f"{tls_world.admin.id}/{tls_world.admin.secret}",
        client_id=office.made.client_id,
        client_secret=office.made.client_secret,
        worker_token=office.of(office.worker).token,
        admin_token=office.app.token,
    )
    assert [row["title"] for row in (*told["personal"], *told["rest"])] == ["Second", "First"]
    assert all(datetime.fromisoformat(row["signed_date"]) for row in told["personal"])
    assert [(row["title"], row["member_id"], row["role"]) for row in told["safe"][:2]] == [
        ("Second", office.boss.id, "assignee"),
        ("Second", office.worker.id, "signer"),
    ]
    assert {row["creator_id"] for row in told["safe"]} == {tls_world.admin.id}
    assert b"/ByteRange" in base64.b64decode(told["file"])
    assert told["file_name"].endswith(".pdf")
    said = "Invalid limit: it takes a whole number from 1 to 50"
    assert (told["too_many"]["status"], told["too_many"]["error"]) == (400, "INVALID_ARGUMENT")
    assert told["too_many"]["text"] == said
    for refused in (told["webhook"], told["safe_webhook"]):
        assert (refused["status"], refused["error"]) == (401, "WRONG_AUTH_TYPE")
        assert refused["text"].endswith("for this method Application context required")
