"""The pages of somebody who signs, over HTTP: by the link of a letter and after sign-in."""

from __future__ import annotations

import re

from console.signing_desks import Lobby
from inkpost.engines.sign.trust import Trust
from inkpost.engines.sign.validation import check_pdf


def test_from_the_letter_to_the_signed_file(lobby: Lobby) -> None:
    sent = lobby.office.send()
    lobby.office.wait(sent, boss="ready")
    boss, worker = lobby.seat(sent, lobby.office.boss), lobby.seat(sent, lobby.office.worker)
    page = boss.follow()
    assert page.status_code == 200
    assert page.url.path == boss.path  # the link's token is not in the address any more
    assert "Open the document" in page.text
    assert "<img" not in page.text
    boss.read()
    page = boss.get()
    assert re.findall(r'alt="(Page \d of \d)"', page.text) == ["Page 1 of 1"]
    assert boss.get("/page/1.png").content.startswith(b"\x89PNG")
    code = boss.code()
    assert "A code was sent to u…@example.test" in boss.get().text
    assert boss.act("sign", code=code).status_code == 303
    assert "Others still have to act: 1." in boss.get().text
    lobby.office.wait(sent, worker="ready")
    worker.follow()
    worker.sign()
    lobby.office.wait(sent, document="done")
    assert "the document is sealed" in worker.get().text
    for seat in (boss, worker):
        file = seat.get("/file/pdf")
        assert file.headers["content-type"] == "application/pdf"
        assert file.headers["content-disposition"].startswith("attachment;")
        assert len(check_pdf(file.content, Trust(()), at=lobby.office.world.services.clock()).signatures) > 0
