"""Puts a process's services together out of its settings."""

from __future__ import annotations

from dataclasses import replace

from inkpost.config import Settings
from inkpost.operations.kit import Services
from inkpost.store.blobs import Blobs
from inkpost.store.database import engine_for, migrate, start_embedded
from inkpost.store.jobs import Jobs
from inkpost.store.mail import mailer_of
from inkpost.store.posting import Poster
from inkpost.store.remote import Fetcher


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
    )


def prepare(settings: Settings) -> Settings:
    """Start the database unless an address is given, and bring its tables up to date."""
    url = settings.database_url or start_embedded(settings.data)
    migrate(url)
    return replace(settings, database_url=url)
