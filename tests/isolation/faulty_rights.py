"""Every right too many that we know of, and the faults that the catalogue check must name."""

from tests.isolation.breaches import Breach, breach


def _grant(what: str, on: str, to: str, rule: str, object_: str = "") -> Breach:
    statement = f"GRANT {what} ON {on} TO {to}"
    return breach(statement, statement, faults={object_ or on.removeprefix("TABLE "): rule})


_TENANT = "grants on tenant tables"
_OTHER = "grants on other tables"
_PUBLIC = "nothing to PUBLIC"

GRANTS = (
    *(
        _grant(verb, "tenant.family", "buurt_app", _TENANT)
        for verb in ("TRUNCATE", "REFERENCES", "TRIGGER")
    ),
    *(_grant(verb, "tenant.audit_entry", "buurt_app", _TENANT) for verb in ("UPDATE", "DELETE")),
    _grant("UPDATE", "tenant.audit_detail", "buurt_app", _TENANT),
    _grant("SELECT", "tenant.family", "buurt_console", _TENANT),
    _grant("SELECT (id)", "tenant.family", "buurt_console", _TENANT, "tenant.family.id"),
    _grant("UPDATE", "tenant.published_figure", "buurt_console", _TENANT),
    _grant("SELECT", "tenant.family", "buurt_worker", _TENANT),
    _grant("SELECT", "tenant.family", "buurt_backup", _TENANT),
    _grant("USAGE", "SCHEMA tenant", "buurt_worker", "schemas of tenants", "schema tenant"),
    _grant("TRUNCATE", "platform.identity", "buurt_app", _OTHER),
    _grant("SELECT", "platform.identity", "buurt_worker", _OTHER),
    *(
        _grant(verb, "platform.tenant_letterbox", "buurt_app", _OTHER)
        for verb in ("UPDATE", "DELETE")
    ),
    _grant("SELECT", "platform.tenant_letterbox", "buurt_console", _OTHER),
    *(
        _grant(verb, "platform.console_event", "buurt_console", _OTHER)
        for verb in ("UPDATE", "DELETE")
    ),
    *(_grant(verb, "platform.console_event", "buurt_app", _OTHER) for verb in ("SELECT", "INSERT")),
    *(
        _grant(verb, f"platform.{table}", "buurt_app", _OTHER)
        for table in (
            "organisation",
            "tenant",
            "method_licence",
            "licence_gemeente",
            "method_document",
            "method_document_file",
            "postcode_area",
        )
        for verb in ("INSERT", "UPDATE")
    ),
    _grant(
        "UPDATE (public_key)",
        "platform.tenant_letterbox",
        "buurt_app",
        _OTHER,
        "platform.tenant_letterbox.public_key",
    ),
    _grant("SELECT", "tenant.family", "buurt_app WITH GRANT OPTION", "no grants to pass on"),
    _grant("CREATE", "SCHEMA tenant", "buurt_app", "nobody else makes objects", "schema tenant"),
    _grant("SELECT", "tenant.published_figure", "PUBLIC", _PUBLIC),
    _grant("SELECT", "platform.tenant", "PUBLIC", _PUBLIC),
    _grant("SELECT", "jobs.procrastinate_jobs", "PUBLIC", _PUBLIC),
    _grant("SELECT (name)", "tenant.family", "PUBLIC", _PUBLIC, "tenant.family.name"),
    _grant("USAGE", "SEQUENCE platform.tenant_number", "PUBLIC", _PUBLIC, "platform.tenant_number"),
    _grant("USAGE", "SCHEMA tenant", "PUBLIC", _PUBLIC, "schema tenant"),
    breach(
        "function for everybody",
        "CREATE FUNCTION tenant.one() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        faults={"function tenant.one": _PUBLIC},
    ),
    breach(
        "tables for everybody by default",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA tenant GRANT SELECT ON TABLES TO PUBLIC",
        faults={"schema tenant": "nothing by default"},
    ),
    breach(
        "tables for the worker by default",
        "ALTER DEFAULT PRIVILEGES FOR ROLE buurt_owner GRANT SELECT ON TABLES TO buurt_worker",
        faults={"database": "nothing by default"},
    ),
    breach(
        "views of the world",
        "GRANT USAGE ON SCHEMA public TO PUBLIC",
        role="postgres",
        faults={"schema public": _PUBLIC},
    ),
)

_LOGINS = ("buurt_app", "buurt_worker", "buurt_migrator")
_BECOMES = (
    ("buurt_owner", "buurt_app"),
    ("buurt_owner", "buurt_console"),
    ("buurt_worker", "buurt_app"),
    ("buurt_app", "buurt_worker"),
    ("pg_read_all_data", "buurt_app"),
    ("pg_write_all_data", "buurt_backup"),
)

ROLES = (
    *(
        breach(
            f"{role} with {power}",
            f"ALTER ROLE {role} {power}",
            role="postgres",
            faults={role: "powers of the roles"},
        )
        for role in (*_LOGINS, "buurt_console")
        for power in ("BYPASSRLS", "SUPERUSER", "CREATEROLE")
    ),
    breach(
        "an owner who logs in",
        "ALTER ROLE buurt_owner LOGIN",
        role="postgres",
        faults={"buurt_owner": "powers of the roles"},
    ),
    *(
        breach(
            f"{member} as {role}",
            f"GRANT {role} TO {member}",
            role="postgres",
            faults={member: "members of the roles"},
        )
        for role, member in _BECOMES
    ),
    breach(
        "a console without asking",
        "ALTER ROLE buurt_app INHERIT",
        role="postgres",
        faults={"buurt_app": "roles kept apart"},
    ),
    breach(
        "a tenant from the start",
        "ALTER ROLE buurt_app SET app.tenant_id = '1'",
        role="postgres",
        faults={"buurt_app": "no tenant by default"},
    ),
)
