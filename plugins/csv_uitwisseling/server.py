"""The server of the registration system."""

from collections.abc import Mapping
from typing import Any

from core.extension import SftpPlace


def place_of(options: Mapping[str, Any]) -> SftpPlace:
    """Where it is and who we are there, from the options."""
    return SftpPlace(
        host=options["host"], user=options["user"], host_key=options["host_key"],
        password=options.get("password") or "", port=options["port"],
        private_key=options.get("private_key_secret") or "",
    )  # fmt: skip
