"""The roles of the database: who may do what, before any row is looked at.

`owner` owns every object and cannot log in; `migrator` becomes it to migrate; `application`
serves the web and never bypasses the wall; `console` sees the registry and the published
figures; `worker` drives the queue and opens tenant work through the application's door;
`backup` is the only role that reads past the wall. Each plugin with tables has one more: it
sees those tables alone, and the application takes it on for one call of that plugin.
"""

import re
from collections.abc import Iterable, Mapping

OWNER = "buurt_owner"
MIGRATOR = "buurt_migrator"
APPLICATION = "buurt_app"
CONSOLE = "buurt_console"
WORKER = "buurt_worker"
BACKUP = "buurt_backup"

LOGIN_ROLES = (MIGRATOR, APPLICATION, WORKER, BACKUP)

PLUGIN_KEY = re.compile(r"[a-z][a-z0-9_]{1,39}")
"""What a plugin may be called; its schema and its role are named after it."""
PLUGIN_SCHEMA = "plugin_"
PLUGIN_ROLE = "buurt_p_"


def plugin_schema(key: str) -> str:
    """The schema in which the tables of a plugin stand; raises ValueError on a bad key."""
    return PLUGIN_SCHEMA + _checked(key)


def plugin_role(key: str) -> str:
    """The role that sees the tables of a plugin; raises ValueError on a bad key."""
    return PLUGIN_ROLE + _checked(key)


def _checked(key: str) -> str:
    if not PLUGIN_KEY.fullmatch(key):
        raise ValueError(
            f"{key!r} cannot be the key of a plugin: use 2 to 40 small letters, digits and _,"
            " a letter first"
        )
    return key


def role_statements(
    database: str, passwords: Mapping[str, str], plugins: Iterable[str] = ()
) -> tuple[str, ...]:
    """SQL that makes the roles and their rights on `database`; to be run by a superuser.

    `passwords` maps each login role to its password, `plugins` are the keys of the plugins with
    tables; a role that exists is left as it is.
    """
    return (
        _role(OWNER, "NOLOGIN"),
        _role(CONSOLE, "NOLOGIN"),
        _login(MIGRATOR, "NOINHERIT", passwords),
        _login(APPLICATION, "NOINHERIT", passwords),
        _login(WORKER, "NOINHERIT", passwords),
        _login(BACKUP, "BYPASSRLS", passwords),
        f"GRANT {OWNER} TO {MIGRATOR}",
        f"GRANT {CONSOLE} TO {APPLICATION}",
        f"GRANT pg_read_all_data TO {BACKUP}",
        # procrastinate's statements name no schema: it is found by the role's search path.
        f"ALTER ROLE {APPLICATION} SET search_path = jobs",
        f"ALTER ROLE {WORKER} SET search_path = jobs",
        f'REVOKE ALL ON DATABASE "{database}" FROM PUBLIC',
        f'GRANT CONNECT ON DATABASE "{database}" TO {", ".join(LOGIN_ROLES)}',
        f'GRANT CREATE ON DATABASE "{database}" TO {OWNER}',
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        *(said for key in plugins for said in plugin_role_statements(key)),
    )


def plugin_role_statements(key: str) -> tuple[str, ...]:
    """SQL that makes the role of a plugin: the application can become it, and has none of it."""
    role = plugin_role(key)
    return (
        _role(role, "NOLOGIN NOINHERIT"),
        # Before version 16 it is the application's own NOINHERIT that keeps the rights apart.
        f"""DO $$ BEGIN
  IF current_setting('server_version_num')::int >= 160000 THEN
    EXECUTE 'GRANT {role} TO {APPLICATION} WITH INHERIT FALSE, SET TRUE';
  ELSE
    GRANT {role} TO {APPLICATION};
  END IF;
END $$""",
    )


def _role(name: str, attributes: str) -> str:
    return f"""DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') THEN
    CREATE ROLE {name} {attributes};
  END IF;
END $$"""


def _login(name: str, attributes: str, passwords: Mapping[str, str]) -> str:
    password = passwords[name].replace("'", "''")
    return _role(name, f"LOGIN {attributes} PASSWORD '{password}'")
