"""What every answer of the console tells the browser to refuse."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response

from inkpost.config import Settings

HSTS = "max-age=31536000"
SECURITY: Mapping[str, str] = {
    "content-security-policy": (
        "default-src 'none'; img-src 'self'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; "
        "base-uri 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    # Not in a robots.txt: what a robot may not fetch it still lists by its address, and the address is the secret.
    "x-robots-tag": "noindex, nofollow, noarchive",
    "cache-control": "private, no-store",
}


def secure(response: Response, settings: Settings, request_id: str) -> Response:
    """The answer with every header of ``SECURITY`` that it does not set itself."""
    for name, value in SECURITY.items():
        response.headers.setdefault(name, value)
    if settings.base_url.startswith("https://"):
        response.headers.setdefault("strict-transport-security", HSTS)
    response.headers["x-request-id"] = request_id
    return response
