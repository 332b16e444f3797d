"""Where the server of a data folder can be reached, for commands that run beside it."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from pathlib import Path

FILE = "server.json"


def announce(data: Path, base_url: str) -> None:
    """Write down where this process's server listens."""
    draft = data / f"{FILE}.{secrets.token_hex(4)}.tmp"
    draft.write_text(json.dumps({"pid": os.getpid(), "base_url": base_url}))
    draft.rename(data / FILE)


def withdraw(data: Path) -> None:
    """Take it back, if it is still ours."""
    with suppress(FileNotFoundError, ValueError):
        if json.loads((data / FILE).read_text())["pid"] == os.getpid():
            (data / FILE).unlink()


def running_at(data: Path) -> str | None:
    """The address of the server that runs on this data folder, if one does."""
    try:
        found = json.loads((data / FILE).read_text())
        os.kill(found["pid"], 0)
    except (FileNotFoundError, ValueError, KeyError, ProcessLookupError):
        return None
    except PermissionError:  # it lives, as somebody else
        pass
    return str(found["base_url"])
