"""Whether everything that work needs is there."""

from __future__ import annotations

from sqlalchemy import Connection, text

READY = text("select exists (select 1 from workers where ready and seen_at > now() - make_interval(secs => :seconds))")


def worker_ready(db: Connection, seconds: float) -> bool:
    """Whether a background worker has been heard of lately and can convert."""
    return bool(db.execute(READY, {"seconds": seconds}).scalar_one())
