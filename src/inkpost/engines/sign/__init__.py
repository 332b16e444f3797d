"""Certificates, signatures and timestamps: made and checked, without a database and without HTTP."""

from __future__ import annotations

import logging
import warnings

from inkpost.engines.sign import no_client

no_client.stand_in()

# The library counts a name's bytes where the standard counts characters, and would warn of every other Cyrillic name.
warnings.filterwarnings("ignore", "Attribute's length must be", UserWarning)
# It would write a traceback for each signature that does not hold; what we make of it is told by ourselves.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
