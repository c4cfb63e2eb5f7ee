"""What a rule is, which schemas it looks at, and the exceptions by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tenants.isolation import JOBS, PLATFORM, POLICY_NAME, TENANT
from tenants.migrating import MIGRATION_OPTIONS
from tenants.roles import (
    APPLICATION,
    BACKUP,
    CONSOLE,
    MIGRATOR,
    OWNER,
    PLUGIN_ROLE,
    PLUGIN_SCHEMA,
    WORKER,
)

MIGRATIONS = MIGRATION_OPTIONS["version_table_schema"]

# What may exist although a rule refuses its kind; each by its full name.
ALLOWED_DEFAULTS: tuple[str, ...] = ()
ALLOWED_VIEWS: tuple[str, ...] = ()
ALLOWED_DEFINER_FUNCTIONS: tuple[str, ...] = ()
CONSOLE_READS = ("tenant.published_figure", "tenant.published_story")

# What the application may do at most, where that is less than read and write.
APPEND_ONLY = ("tenant.audit_entry", "tenant.tenant_key")
NEVER_CHANGED = (
    "tenant.audit_detail",
    "tenant.meldcode_note",
    "tenant.meldcode_event",
    "tenant.funding_file",
)
# Of the registry: a public key is added, never replaced, and the console has no business there.
ONLY_ADDED = ("platform.tenant_letterbox",)
# Of the registry: the console's logbook, which the application has no business with.
CONSOLE_ADDS = ("platform.console_event",)
# Of the registry: what the console writes and the application only reads.
CONSOLE_WRITES = (
    "platform.organisation",
    "platform.tenant",
    "platform.tenant_domain",
    "platform.method_licence",
    "platform.licence_gemeente",
    "platform.method_document",
    "platform.method_document_file",
    "platform.postcode_area",
)

PARAMETERS: Mapping[str, Any] = {
    "unwalled": [PLATFORM, JOBS, MIGRATIONS],
    "platform": PLATFORM,
    "jobs": JOBS,
    "migrations": MIGRATIONS,
    "policy": POLICY_NAME,
    # POLICY as PostgreSQL writes it out, the same in versions 15 to 18.
    "expression": (
        "(tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::integer)"
    ),
    "allowed_defaults": list(ALLOWED_DEFAULTS),
    "allowed_views": list(ALLOWED_VIEWS),
    "allowed_definers": list(ALLOWED_DEFINER_FUNCTIONS),
    "console_reads": list(CONSOLE_READS),
    "append_only": list(APPEND_ONLY),
    "never_changed": list(NEVER_CHANGED),
    "only_added": list(ONLY_ADDED),
    "console_adds": list(CONSOLE_ADDS),
    "console_writes": list(CONSOLE_WRITES),
    "owner": OWNER,
    "migrator": MIGRATOR,
    "application": APPLICATION,
    "console": CONSOLE,
    "worker": WORKER,
    "backup": BACKUP,
    "tenant_schema": TENANT,
    "plugin_schemas": f"^{PLUGIN_SCHEMA}",
    "plugin_roles": f"^{PLUGIN_ROLE}",
    "schema_prefix": PLUGIN_SCHEMA,
    "role_prefix": PLUGIN_ROLE,
    "all_roles": [OWNER, MIGRATOR, APPLICATION, CONSOLE, WORKER, BACKUP],
    "memberships": [
        f"{MIGRATOR} {OWNER}",
        f"{APPLICATION} {CONSOLE}",
        f"{BACKUP} pg_read_all_data",
    ],
}


@dataclass(frozen=True, slots=True)
class CatalogueFault:
    """One thing in the database that is not as the wall demands, and what to do about it."""

    object: str
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A query that finds the objects which break the rule.

    It gives a column `object` and those named in `message`; its parameters are the keys of
    `PARAMETERS`.
    """

    name: str
    query: str
    message: str


def rule(name: str, query: str, message: str, also: str = "") -> Rule:
    """A rule, whose query may start from the common tables below, and `also` from others."""
    return Rule(name, f"WITH {_COMMON} {also} {query}", message)


# `ours` are the schemas that are neither PostgreSQL's nor an extension's; `relation` all that
# stands in them; `walled` the tables of tenants: every table outside the unwalled schemas.
_COMMON = """
ours AS (
  SELECT n.oid, n.nspname, n.nspacl, n.nspowner FROM pg_catalog.pg_namespace n
  WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.deptype = 'e'
                    AND d.classid = 'pg_catalog.pg_namespace'::regclass AND d.objid = n.oid)
), relation AS (
  SELECT c.*, n.nspname AS schema, n.nspname || '.' || c.relname AS name
  FROM pg_catalog.pg_class c JOIN ours n ON n.oid = c.relnamespace
  WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.deptype = 'e'
                    AND d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid)
), walled AS (
  SELECT * FROM relation WHERE relkind IN ('r', 'p') AND schema <> ALL (:unwalled)
), function AS (
  SELECT p.*, n.nspname AS schema, n.nspname || '.' || p.proname AS name
  FROM pg_catalog.pg_proc p JOIN ours n ON n.oid = p.pronamespace
  WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.deptype = 'e'
                    AND d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid)
)
"""
