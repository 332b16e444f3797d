"""What tests of sealed files that are kept up share: where a file stands, what it is worth, and time that goes by."""

from __future__ import annotations

from datetime import timedelta

import pytest

from inkpost.engines.sign.keys import TimestampFailed
from inkpost.engines.sign.lasting import Look, look
from inkpost.operations import signing_trust, trust_keys
from inkpost.operations.signing import Standing
from inkpost.store import files
from inkpost.store import signing_upkeep as rows
from signings import House


def kept(house: House, sent: Standing) -> rows.Upkeep:
    """Where the file stands."""
    with house.services.engine.begin() as db:
        found = rows.find(db, sent.document.id)
    assert found is not None
    return found


def content(house: House, sent: Standing) -> bytes:
    """The file as everybody gets it."""
    number = house.standing(sent).document.sealed_id
    assert number is not None
    with house.services.engine.begin() as db:
        file = files.find(db, house.organization_id, number)
    assert file is not None
    return house.services.blobs.get(file.sha256)


def worth(house: House, pdf: bytes, later: timedelta = timedelta(0)) -> Look:
    """What a file is worth, to somebody who has the root alone."""
    return look(pdf, signing_trust.trust_of(house.services, house.organization_id, house.company), house.now + later)


def due(house: House, sent: Standing) -> None:
    """Let the time come at which the file is due."""
    at = kept(house, sent).due_at
    assert at is not None
    house.ahead += max(timedelta(0), at - house.now) + timedelta(seconds=1)


class Away:
    """An authority that does not answer."""

    def stamp(self, digest: bytes) -> bytes:
        raise TimestampFailed("time.example: no answer")


def without_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trust_keys, "stamper", lambda *args: Away())
