"""Files from elsewhere: fetched with a guard against addresses that are nobody's business."""

from __future__ import annotations

import ssl
import time

import httpcore
import httpx

from inkpost.config import Network
from inkpost.errors import InkpostError, Reason
from inkpost.store.guard import Guard, Refused, Trust, left, parsed, shown

IMAGE_TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp", "image/tiff"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Fetcher:
    """Fetches pictures over HTTP: public addresses only, few redirects, bounded size and time, image types only.

    No proxy of the environment is used, no credentials are sent, no cookie is kept.
    """

    def __init__(
        self,
        allowed: tuple[Network, ...] = (),
        *,
        max_bytes: int = 10 * 1024 * 1024,
        seconds: float = 10.0,
        redirects: int = 3,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._allowed = allowed
        self._trust = Trust(tls)
        self.max_bytes = max_bytes
        self.seconds = seconds
        self.redirects = redirects

    def picture(self, url: str, *, subject: str = "image") -> bytes:
        """The bytes of a picture. Raises PARAMETER_INVALID that names the address and what is wrong with it."""
        deadline = time.monotonic() + self.seconds
        try:
            return self._follow(url, deadline)
        except Refused as fault:
            raise _fault(url, subject, str(fault)) from None
        except PermissionError as fault:
            raise _fault(url, subject, "it is not a public address", detail=str(fault)) from None
        except (httpcore.TimeoutException, TimeoutError):
            raise _fault(url, subject, f"it did not answer within {self.seconds:g} seconds") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError, ValueError) as fault:
            raise _fault(url, subject, "it could not be reached", detail=repr(fault)) from None

    def _follow(self, address: str, deadline: float) -> bytes:
        url = parsed(address)
        guard = Guard(self._allowed, deadline)
        for _ in range(self.redirects + 1):
            with httpcore.ConnectionPool(ssl_context=self._trust.context(url), network_backend=guard) as pool:
                answer = self._once(pool, url, deadline)
            if isinstance(answer, bytes):
                return answer
            url = parsed(answer, url)
        raise Refused(f"it redirects more than {self.redirects} times")

    def _once(self, pool: httpcore.ConnectionPool, url: httpx.URL, deadline: float) -> bytes | str:
        seconds = left(deadline)
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        headers: dict[bytes | str, bytes | str] = {
            "Host": url.netloc,
            "Accept": "image/*",
            "Accept-Encoding": "identity",
            "User-Agent": "Inkpost",
        }
        extensions = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), seconds)}
        with pool.stream("GET", target, headers=headers, extensions=extensions) as response:
            found = {name.decode("latin-1").lower(): item.decode("latin-1") for name, item in response.headers}
            if response.status in _REDIRECTS and "location" in found:
                return found["location"]
            if response.status != 200:
                raise Refused(f"it answered with status {response.status}")
            return self._read(response, found, deadline)

    def _read(self, response: httpcore.Response, headers: dict[str, str], deadline: float) -> bytes:
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in IMAGE_TYPES:
            raise Refused(f"its type is {kind[:80] or 'not given'}; valid types are {', '.join(sorted(IMAGE_TYPES))}")
        if headers.get("content-encoding", "identity").strip().lower() != "identity":
            raise Refused("it is compressed on its way, though that was not asked for")
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > self.max_bytes:
            raise self._too_large()
        content = bytearray()
        for chunk in response.iter_stream():
            content += chunk
            if len(content) > self.max_bytes:
                raise self._too_large()
            left(deadline)
        return bytes(content)

    def _too_large(self) -> Refused:
        return Refused(f"it is larger than {self.max_bytes} bytes")


def _fault(url: str, subject: str, what: str, detail: str = "") -> InkpostError:
    return InkpostError(
        Reason.PARAMETER_INVALID,
        f"The picture {shown(url)} cannot be used: {what}",
        subject=subject,
        detail=detail,
    )
