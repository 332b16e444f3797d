"""Certificates, signatures and timestamps: made and checked, without a database and without HTTP."""

from __future__ import annotations

import warnings

# The library counts a name's bytes where the standard counts characters, and would warn of every other Cyrillic name.
warnings.filterwarnings("ignore", "Attribute's length must be", UserWarning)
