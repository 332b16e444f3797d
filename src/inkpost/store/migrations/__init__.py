"""How the tables came to be what they are, a revision a file."""

from typing import Final

NEWEST: Final = "0001"
"""The newest revision: tables that are at it need no migration."""
