"""Tables, rights and roles of plugins that are not as the wall demands."""

from tenants.roles import plugin_role, plugin_role_statements, plugin_schema
from tests.isolation.breaches import Breach, breach, new_table

_BADGES = "plugin_badges"
_TABLE = f"{_BADGES}.badge"
_ROLE = "buurt_p_badges"
_AS_OWNER = "SET LOCAL ROLE buurt_owner"
_FAMILY = (
    "ADD family_id uuid, ADD CONSTRAINT fk_badge_tenant_id_family_id FOREIGN KEY"
    " (tenant_id, family_id) REFERENCES tenant.family (tenant_id, id)"
)


def _schema(key: str, table: str, *, walled: bool = True) -> tuple[str, ...]:
    """A plugin as its migrations leave it."""
    schema, role = plugin_schema(key), plugin_role(key)
    made, *wall = new_table(f"{schema}.{table}", walled=walled)
    return (
        "RESET ROLE",
        *plugin_role_statements(key),
        _AS_OWNER,
        f"CREATE SCHEMA {schema}",
        f"GRANT USAGE ON SCHEMA {schema} TO {role}",
        made.replace("REFERENCES platform.tenant (id)", "REFERENCES platform.tenant (id)"
                     " ON DELETE CASCADE"),
        *wall,
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.{table} TO {role}",
    )  # fmt: skip


def _plugged(name: str, *statements: str, faults: dict[str, str]) -> Breach:
    return breach(name, *_schema("badges", "badge"), *statements, faults=faults)


_ROLES = "roles of plugins"
_SCHEMAS = "schemas of tenants"
_TENANT = "grants on tenant tables"
_REFERENCE = "reference of a plugin"

PLUGINS = (
    _plugged("a plugin as it should be", faults={}),
    Breach(
        "plugin table without a wall",
        _schema("badges", "badge", walled=False),
        frozenset(
            (_TABLE, rule)
            for rule in ("row security enabled", "row security forced", "the one policy")
        ),
    ),
    breach(
        "a plugin without a role",
        f"CREATE SCHEMA {_BADGES}",
        faults={_ROLE: "the roles exist"},
    ),
    _plugged(
        "a plugin that reads families",
        f"GRANT SELECT ON tenant.family TO {_ROLE}",
        faults={"tenant.family": _TENANT},
    ),
    _plugged(
        "a plugin that looks into the schema of tenants",
        f"GRANT USAGE ON SCHEMA tenant TO {_ROLE}",
        faults={"schema tenant": _SCHEMAS},
    ),
    _plugged(
        "a plugin that looks into the registry",
        f"GRANT USAGE ON SCHEMA platform TO {_ROLE}",
        faults={"schema platform": _SCHEMAS},
    ),
    _plugged(
        "a plugin that reads the registry",
        f"GRANT SELECT ON platform.identity TO {_ROLE}",
        faults={"platform.identity": "grants on other tables"},
    ),
    _plugged(
        "a plugin that empties its table for all",
        f"GRANT TRUNCATE ON {_TABLE} TO {_ROLE}",
        faults={_TABLE: _TENANT},
    ),
    _plugged(
        "a plugin that makes objects",
        f"GRANT CREATE ON SCHEMA {_BADGES} TO {_ROLE}",
        faults={f"schema {_BADGES}": "nobody else makes objects"},
    ),
    _plugged(
        "the application without asking",
        f"GRANT SELECT ON {_TABLE} TO buurt_app",
        faults={_TABLE: _TENANT},
    ),
    _plugged(
        "the application in a plugin's schema",
        f"GRANT USAGE ON SCHEMA {_BADGES} TO buurt_app",
        faults={f"schema {_BADGES}": _SCHEMAS},
    ),
    breach(
        "a plugin in another's schema",
        *_schema("badges", "badge"),
        *_schema("medals", "medal"),
        f"GRANT USAGE ON SCHEMA {_BADGES} TO buurt_p_medals",
        f"GRANT SELECT ON {_TABLE} TO buurt_p_medals",
        faults={f"schema {_BADGES}": _SCHEMAS, _TABLE: _TENANT},
    ),
    breach(
        "a plugin that refers to another",
        *_schema("badges", "badge"),
        *_schema("medals", "medal"),
        "ALTER TABLE plugin_medals.medal ADD badge_id uuid, ADD CONSTRAINT"
        " fk_medal_tenant_id_badge_id FOREIGN KEY (tenant_id, badge_id)"
        f" REFERENCES {_TABLE} (tenant_id, id) ON DELETE CASCADE",
        faults={"plugin_medals.medal.fk_medal_tenant_id_badge_id": _REFERENCE},
    ),
    *(
        _plugged(
            f"a reference {name}",
            f"ALTER TABLE {_TABLE} {_FAMILY} {on_delete}",
            faults={f"{_TABLE}.fk_badge_tenant_id_family_id": _REFERENCE},
        )
        for name, on_delete in (
            ("that blocks", ""),
            ("that stays behind empty", "ON DELETE SET NULL (family_id)"),
        )
    ),
    _plugged(
        "a tenant that cannot go",
        f"ALTER TABLE {_TABLE} DROP CONSTRAINT fk_badge_tenant_id",
        f"ALTER TABLE {_TABLE} ADD CONSTRAINT fk_badge_tenant_id FOREIGN KEY (tenant_id)"
        " REFERENCES platform.tenant (id)",
        faults={f"{_TABLE}.fk_badge_tenant_id": _REFERENCE},
    ),
    _plugged(
        "a plugin that refers to people of the registry",
        f"ALTER TABLE {_TABLE} ADD identity_id uuid, ADD CONSTRAINT fk_badge_identity_id"
        " FOREIGN KEY (identity_id) REFERENCES platform.identity (id) ON DELETE CASCADE",
        faults={f"{_TABLE}.fk_badge_identity_id": _REFERENCE},
    ),
    _plugged(
        "core that refers to a plugin",
        "ALTER TABLE tenant.family ADD badge_id uuid, ADD CONSTRAINT fk_family_tenant_id_badge_id"
        f" FOREIGN KEY (tenant_id, badge_id) REFERENCES {_TABLE} (tenant_id, id) ON DELETE CASCADE",
        faults={"tenant.family.fk_family_tenant_id_badge_id": "no reference to a plugin"},
    ),
    *(
        _plugged(
            f"a plugin with {power}",
            "RESET ROLE",
            f"ALTER ROLE {_ROLE} {power}",
            faults={_ROLE: "powers of the roles"},
        )
        for power in ("BYPASSRLS", "LOGIN", "SUPERUSER")
    ),
    _plugged(
        "a plugin that can be taken along",
        "RESET ROLE",
        f"GRANT {_ROLE} TO buurt_app WITH ADMIN OPTION",
        faults={"buurt_app": _ROLES},
    ),
    _plugged(
        "somebody else as a plugin",
        "RESET ROLE",
        f"GRANT {_ROLE} TO buurt_worker",
        faults={"buurt_worker": _ROLES},
    ),
    _plugged(
        "a plugin as the console",
        "RESET ROLE",
        f"GRANT buurt_console TO {_ROLE}",
        faults={_ROLE: _ROLES},
    ),
)
