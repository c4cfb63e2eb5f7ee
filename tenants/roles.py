"""The roles of the database: who may do what, before any row is looked at.

`owner` owns every object and cannot log in; `migrator` becomes it to migrate; `application`
serves the web and never bypasses the wall; `console` sees the registry and the published
figures; `worker` drives the queue and opens tenant work through the application's door;
`backup` is the only role that reads past the wall.
"""

from collections.abc import Mapping

OWNER = "buurt_owner"
MIGRATOR = "buurt_migrator"
APPLICATION = "buurt_app"
CONSOLE = "buurt_console"
WORKER = "buurt_worker"
BACKUP = "buurt_backup"

LOGIN_ROLES = (MIGRATOR, APPLICATION, WORKER, BACKUP)


def role_statements(database: str, passwords: Mapping[str, str]) -> tuple[str, ...]:
    """SQL that makes the roles and their rights on `database`; to be run by a superuser.

    `passwords` maps each login role to its password; a role that exists is left as it is.
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
