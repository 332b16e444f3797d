"""How often strangers may ask what anybody may ask: so often an address, and so often all of them together."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Final

from inkpost.config import Rate
from inkpost.model.brakes import Brake, network_of
from inkpost.operations.kit import Services
from inkpost.operations.passwords import Braked, count

MINUTE: Final = 60
MOST_KNOWN: Final = 10_000
_refused: Final[dict[tuple[str, str, Rate, str], float]] = {}


class Wire(StrEnum):
    """What strangers ask for."""

    STAMP = "stamp"
    STATUS = "status"
    LIST = "list"
    CHECK = "check"
    CODE = "code"


def count_call(services: Services, wire: Wire, address: str) -> None:
    """Count a call from an address (of IPv6 its /64). Raises Braked (TOO_MANY_REQUESTS), which says for how long.

    Who was refused is refused again by this process alone until that time is over: a flood takes no database.
    """
    rate, whom = _rate(services, wire), network_of(address)
    now = services.clock().timestamp()
    known = (services.settings.database_url, wire, rate, whom)
    left = _refused.pop(known, now) - now
    if left <= 0:
        try:
            count(services, *_brakes(wire, rate, whom))
        except Braked as fault:
            left = fault.seconds
        else:
            return
    if len(_refused) >= MOST_KNOWN:
        _refused.clear()
    _refused[known] = now + left
    raise Braked(math.ceil(left))


def _brakes(wire: Wire, rate: Rate, whom: str) -> list[tuple[Brake, str]]:
    """One of the address and one of all, each filled by as many calls as a minute may have."""
    wanted = (("an address", rate.one, whom), ("all", rate.whole, ""))
    return [
        (Brake(f"{wire} of {of}, {most} a minute", size=most, seconds=MINUTE / most), key)  # other rates begin anew
        for of, most, key in wanted
        if most
    ]


def _rate(services: Services, wire: Wire) -> Rate:
    settings = services.settings
    return {
        Wire.STAMP: settings.stamp_rate,
        Wire.STATUS: settings.status_rate,
        Wire.LIST: settings.list_rate,
        Wire.CHECK: settings.check_rate,
        Wire.CODE: settings.code_rate,
    }[wire]
