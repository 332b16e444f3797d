"""Puts a process's services together out of its settings."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from sqlalchemy import Connection

from inkpost.config import Settings
from inkpost.model.exchange import DocumentView, Names
from inkpost.model.exchange_lists import Body
from inkpost.operations.kit import Services, utc_now
from inkpost.operations.trust_authority import establish
from inkpost.store import box_events
from inkpost.store.blobs import Blobs
from inkpost.store.database import engine_for, migrate, start_embedded
from inkpost.store.jobs import Jobs
from inkpost.store.mail import mailer_of
from inkpost.store.posting import Poster
from inkpost.store.remote import Fetcher
from inkpost.store.revocation_calls import RevocationCalls
from inkpost.store.stamp_calls import StampCalls


def make_services(settings: Settings) -> Services:
    """Everything a process has one of. ``settings.database_url`` must be set by now."""
    return Services(
        settings=settings,
        engine=engine_for(settings.database_url, pool=settings.threads),
        reader=engine_for(settings.database_url, pool=settings.threads, reading=True),
        blobs=Blobs(settings.data / "files"),
        jobs=Jobs(),
        fetcher=Fetcher(settings.allowed_networks),
        mailer=mailer_of(settings),
        poster=Poster(settings.allowed_networks),
        stamp_calls=StampCalls(settings.allowed_networks, seconds=settings.timestamp_seconds),
        revocation_calls=RevocationCalls(settings.allowed_networks),
        drawn=_drawn,
    )


def _drawn(view: DocumentView, names: Names) -> Body:
    """What pages show of a document, in the words of the wire; that is loaded when the first one is drawn."""
    from inkpost.faces.diadoc.translate.lists import drawn

    return drawn(view, names)


def prepare(settings: Settings, *, authority: bool = True) -> Settings:
    """Start the database unless an address is given, bring its tables up to date, and see to the authority's keys.

    Without ``authority`` the keys are left alone, for commands that mend them. Raises UNAVAILABLE: they do not open.
    """
    url = settings.database_url or start_embedded(settings.data)
    found = replace(settings, database_url=url)
    migrate(url, partial(_begin, found) if authority else None)
    return found


def _begin(settings: Settings, db: Connection) -> None:
    """What a server sees to before it works."""
    establish(db, settings, utc_now())
    box_events.rebase(db)
