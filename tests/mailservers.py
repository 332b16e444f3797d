"""A mail server for tests, on a port that the system gives."""

from __future__ import annotations

from aiosmtpd.controller import Controller


def port_of(controller: Controller) -> int:
    """Where it listens."""
    assert controller.server is not None
    return int(controller.server.sockets[0].getsockname()[1])


class OnAnyPort(Controller):
    """Knocks at the port that the system gave it."""

    def _trigger_server(self) -> None:
        self.port = port_of(self)
        super()._trigger_server()
