"""Every table, said once, a module for each part. The newest migration matches them; a test compares them."""

from __future__ import annotations

from inkpost.store.tables.columns import metadata
from inkpost.store.tables.deliveries import (
    deliveries,
    delivery_attempts,
    endpoints,
    offline_events,
    outgoing_webhooks,
)
from inkpost.store.tables.documents import (
    counters,
    document_pages,
    documents,
    files,
    numerators,
    regions,
    template_accesses,
    templates,
)
from inkpost.store.tables.events import event_handlers, events, workers
from inkpost.store.tables.limits import limiter_states
from inkpost.store.tables.people import (
    applications,
    authorization_codes,
    department_members,
    departments,
    group_members,
    groups,
    organizations,
    role_accesses,
    roles,
    sessions,
    tokens,
    users,
    webhooks,
)

__all__ = [
    "applications",
    "authorization_codes",
    "counters",
    "deliveries",
    "delivery_attempts",
    "department_members",
    "departments",
    "document_pages",
    "documents",
    "endpoints",
    "event_handlers",
    "events",
    "files",
    "group_members",
    "groups",
    "limiter_states",
    "metadata",
    "numerators",
    "offline_events",
    "organizations",
    "outgoing_webhooks",
    "regions",
    "role_accesses",
    "roles",
    "sessions",
    "template_accesses",
    "templates",
    "tokens",
    "users",
    "webhooks",
    "workers",
]
