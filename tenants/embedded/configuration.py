"""How the embedded server is set up: given at each start, so that no file can be out of date."""

import shlex
from pathlib import Path

ALWAYS = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
}
# For tests only: a crash of the machine may cost the data.
FORGETFUL = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


def server_options(socket: Path, *, durable: bool) -> str:
    """Return the options of `postgres`, quoted for the shell by which pg_ctl starts it."""
    # A list of folders to PostgreSQL: the quotes keep a comma in the path from dividing it.
    settings = ALWAYS | {"unix_socket_directories": f'"{socket}"'}
    if not durable:
        settings |= FORGETFUL
    return shlex.join(part for item in settings.items() for part in ("-c", "=".join(item)))
