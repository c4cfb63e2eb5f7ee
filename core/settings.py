"""Typed settings, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tenants.keys import MasterKey

MAIL_FROM = "niet-antwoorden@buurtgezinnen.example"
PASSWORD_MEMORY_KIB = 64 * 1024
PASSWORD_ROUNDS = 3


class MissingSetting(Exception):
    """A setting that the product cannot do without is missing or makes no sense."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What differs per installation. `today` freezes the business clock (demo data).

    `outgoing_near` names the hosts of our own network that plugins may call, also without TLS.
    `pdok_url` is PDOK's address (https://api.pdok.nl): it is asked for positions of postcode areas
    only where it is set.
    """

    database_url: str
    master_key: MasterKey
    secret_key: str
    base_domain: str = "localhost"
    port: int = 8000
    secure_cookies: bool = True
    smtp_url: str = ""
    clamav_url: str = ""
    mail_from: str = MAIL_FROM
    is_demo: bool = False
    today: date | None = None
    pool_size: int = 8
    trusted_proxies: int = 0
    worker_database_url: str = ""
    reporting_database_url: str = ""
    database_pooled: bool = False
    metrics_token: str = ""
    password_memory_kib: int = PASSWORD_MEMORY_KIB
    password_rounds: int = PASSWORD_ROUNDS
    outgoing_near: frozenset[str] = frozenset()
    pdok_url: str = ""

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> "Settings":
        """Read the environment; raises MissingSetting with the name and the remedy."""
        env = os.environ if env is None else env
        return cls(
            database_url=_required(env, "DATABASE_URL", "the URL of the application role"),
            master_key=_master_key(env),
            secret_key=_required(env, "SECRET_KEY", "32 or more random characters"),
            base_domain=env.get("BASE_DOMAIN", "localhost"),
            port=int(env.get("PORT", "8000")),
            secure_cookies=env.get("SECURE_COOKIES", "yes") != "no",
            smtp_url=env.get("SMTP_URL", ""),
            clamav_url=env.get("CLAMAV_URL", ""),
            mail_from=env.get("MAIL_FROM", MAIL_FROM),
            is_demo=env.get("DEMO", "") == "yes",
            today=date.fromisoformat(env["TODAY"]) if env.get("TODAY") else None,
            pool_size=int(env.get("POOL_SIZE", "8")),
            trusted_proxies=int(env.get("TRUSTED_PROXIES", "0")),
            worker_database_url=env.get("WORKER_DATABASE_URL", ""),
            reporting_database_url=env.get("REPORTING_DATABASE_URL", ""),
            database_pooled=env.get("DATABASE_POOLED", "") == "yes",
            metrics_token=env.get("METRICS_TOKEN", ""),
            password_memory_kib=int(env.get("PASSWORD_MEMORY_KIB", PASSWORD_MEMORY_KIB)),
            password_rounds=int(env.get("PASSWORD_ROUNDS", PASSWORD_ROUNDS)),
            outgoing_near=frozenset(env.get("OUTGOING_NEAR", "").replace(",", " ").split()),
            pdok_url=env.get("PDOK_URL", ""),
        )

    @property
    def console_host(self) -> str:
        """The host name at which operators work."""
        return f"console.{self.base_domain}"

    def address(self, host: str) -> str:
        """The address of a host as a browser types it, without a slash at the end."""
        if self.secure_cookies:
            return f"https://{host}"
        return f"http://{host}:{self.port}"


def _required(env: Mapping[str, str], name: str, what: str) -> str:
    if not env.get(name):
        raise MissingSetting(f"set {name}: {what}")
    return env[name]


def _master_key(env: Mapping[str, str]) -> MasterKey:
    text = _required(env, "MASTER_KEY", "32 random bytes in url-safe base64")
    try:
        return MasterKey.from_text(text)
    except ValueError as wrong:
        raise MissingSetting(f"MASTER_KEY does not fit: {wrong}") from wrong
