"""How large a call may be is a setting: what it lets in is read to its end, whatever the form of the body."""

from __future__ import annotations

import json

import httpx
import pytest

from servers import ROOMY_BODY, calling, world_on

PAD = "x" * (65 * 1024**2)
"""More than a call may have without the setting."""


@pytest.mark.parametrize("form", ["json", "multipart", "form"])
def test_a_call_may_be_as_large_as_the_setting_says(form: str) -> None:
    world = world_on(calling())
    url = f"{world.webhook_url(world.admin.id, world.admin.secret)}profile"
    with httpx.Client(timeout=120) as client:
        if form == "json":
            answer = client.post(url, content=json.dumps({"pad": PAD}), headers={"content-type": "application/json"})
        elif form == "multipart":
            answer = client.post(url, files={"pad": ("a.bin", PAD.encode())})
        else:
            answer = client.post(
                url, content=f"pad={PAD}", headers={"content-type": "application/x-www-form-urlencoded"}
            )
    assert answer.status_code == 200, answer.text
    assert answer.json()["result"]["ID"]


def test_what_is_larger_is_refused_by_its_size() -> None:
    world = world_on(calling())
    url = f"{world.webhook_url(world.admin.id, world.admin.secret)}profile"
    answer = httpx.post(url, content=b"x" * (ROOMY_BODY + 1), timeout=120)
    assert answer.status_code == 413
