"""The addresses that nobody need have signed in for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from inkpost.faces.diadoc import parsing, signing_in
from inkpost.faces.diadoc.queries import Given
from inkpost.faces.diadoc.routes import Raw
from inkpost.faces.kit.requests import WireRequest
from inkpost.operations.kit import Services

ADDRESSES: Final[Mapping[str, Mapping[str, Callable[[Services, WireRequest, Given], Raw]]]] = {
    **signing_in.ADDRESSES,
    **parsing.ADDRESSES,
}
"""By path in lower case and verb."""
