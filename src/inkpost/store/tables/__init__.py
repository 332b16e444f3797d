"""Every table, said once, a module for each part. The newest migration matches them; a test compares them."""

from __future__ import annotations

from inkpost.store.tables.columns import metadata
from inkpost.store.tables.crm import (
    crm_contact_bindings,
    crm_counters,
    crm_items,
    crm_multifields,
    crm_product_rows,
    crm_types,
)
from inkpost.store.tables.crm_directories import crm_categories, crm_directory_entries
from inkpost.store.tables.crm_requisites import addresses, bank_details, requisite_links, requisite_presets, requisites
from inkpost.store.tables.crm_user_fields import crm_user_fields
from inkpost.store.tables.deliveries import (
    deliveries,
    delivery_attempts,
    endpoints,
    offline_events,
    outgoing_webhooks,
    undispatched_events,
)
from inkpost.store.tables.documents import (
    counters,
    document_pages,
    documents,
    file_stores,
    files,
    numerators,
    regions,
    template_accesses,
    templates,
)
from inkpost.store.tables.events import event_handlers, events, workers
from inkpost.store.tables.evidence import sign_stamps
from inkpost.store.tables.hcmlink import (
    hcmlink_companies,
    hcmlink_employees,
    hcmlink_fields,
    hcmlink_jobs,
    hcmlink_persons,
    hcmlink_values,
)
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
from inkpost.store.tables.signatures import sign_documents, sign_members, sign_pages, sign_providers, sign_records
from inkpost.store.tables.signing_people import sign_letters, signer_certificates, signing_rules
from inkpost.store.tables.trust import (
    certificates,
    revocation_lists,
    stamp_authorities,
    stamp_counters,
    vaults,
)

__all__ = [
    "addresses",
    "applications",
    "authorization_codes",
    "bank_details",
    "certificates",
    "counters",
    "crm_categories",
    "crm_contact_bindings",
    "crm_counters",
    "crm_directory_entries",
    "crm_items",
    "crm_multifields",
    "crm_product_rows",
    "crm_types",
    "crm_user_fields",
    "deliveries",
    "delivery_attempts",
    "department_members",
    "departments",
    "document_pages",
    "documents",
    "endpoints",
    "event_handlers",
    "events",
    "file_stores",
    "files",
    "group_members",
    "groups",
    "hcmlink_companies",
    "hcmlink_employees",
    "hcmlink_fields",
    "hcmlink_jobs",
    "hcmlink_persons",
    "hcmlink_values",
    "limiter_states",
    "metadata",
    "numerators",
    "offline_events",
    "organizations",
    "outgoing_webhooks",
    "regions",
    "requisite_links",
    "requisite_presets",
    "requisites",
    "revocation_lists",
    "role_accesses",
    "roles",
    "sessions",
    "sign_documents",
    "sign_letters",
    "sign_members",
    "sign_pages",
    "sign_providers",
    "sign_records",
    "sign_stamps",
    "signer_certificates",
    "signing_rules",
    "stamp_authorities",
    "stamp_counters",
    "template_accesses",
    "templates",
    "tokens",
    "undispatched_events",
    "users",
    "vaults",
    "webhooks",
    "workers",
]
