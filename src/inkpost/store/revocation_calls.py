"""Questions to authorities elsewhere whether their certificates hold: of lists (CRL) and of responders (OCSP)."""

from __future__ import annotations

from typing import Final

from inkpost.store.asking import Asking, Wanted

LARGEST_LIST: Final = 16 * 1024**2
LARGEST_ANSWER: Final = 64 * 1024
_LIST: Final = Wanted((), LARGEST_LIST)  # lists come under many types
_ANSWER: Final = Wanted(("application/ocsp-response",), LARGEST_ANSWER)


class RevocationCalls(Asking):
    """See ``Asking``."""

    def list_at(self, address: str) -> bytes:
        """What lies at the address of a list of revoked certificates. Raises Unanswered."""
        return self.ask(address, _LIST)

    def answer_of(self, address: str, question: bytes) -> bytes:
        """The answer (DER) of an OCSP responder to a question. Raises Unanswered."""
        return self.ask(address, _ANSWER, question, "application/ocsp-request")
