"""A launcher with a tiny application and a sleeping worker, run as a program of its own.

Arguments: the port, the data folder, and "fail" for a preparation that fails.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

from core.launcher import LaunchError, LaunchRequest, Steps, serve
from tenants.embedded import EmbeddedServer


def prepare(request: LaunchRequest, server: EmbeddedServer | None) -> Mapping[str, str]:
    assert server is not None
    if "fail" in sys.argv:
        raise LaunchError("The preparation failed.")
    with server.connect() as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS starts (at timestamptz DEFAULT now())")
        connection.execute("INSERT INTO starts DEFAULT VALUES")
        counted = connection.execute("SELECT count(*) FROM starts").fetchone()
    return {"TOLD": f"start {counted[0] if counted else 0}"}


def main() -> None:
    request = LaunchRequest(port=int(sys.argv[1]), data=Path(sys.argv[2]))
    steps = Steps(
        prepare=prepare,
        application="tests.core.launcher.tiny_app:app",
        worker=(sys.executable, "-c", "import time; time.sleep(600)"),
    )
    try:
        serve(request, steps)
    except LaunchError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
