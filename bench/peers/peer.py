"""The peer as a process: it fills its schemas, then does `list` and `insert` when it is told.

Each line on standard input names what to do and for which tenant; each line back is JSON with
the milliseconds on the clock and of this process's CPU, measured as the bench measures ours.
"""

import json
import os
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ANSWERS = {
    "first_name": "Samira",
    "contact": "06 12 34 56 78",
    "message_safe": "false",
    "language": "nl",
    "postcode4": "1506",
    "wishes": '["regular_place", "someone_to_talk_to"]',
    "story": "Het is veel.",
}


def configure() -> None:
    """Set Django up as its manual and that of django-tenants say."""
    import django
    from django.conf import settings

    settings.configure(
        SECRET_KEY="only for the bench",  # noqa: S106 - nothing to keep
        ALLOWED_HOSTS=["*"],
        DATABASES={
            "default": {
                "ENGINE": "django_tenants.postgresql_backend",
                "NAME": os.environ["PEER_DATABASE"],
                "USER": "postgres",
                "HOST": os.environ["PEER_HOST"],
                "PORT": "5432",
                "PASSWORD": os.environ["PEER_PASSWORD"],
                "CONN_MAX_AGE": None,
                "ATOMIC_REQUESTS": True,
            }
        },
        DATABASE_ROUTERS=["django_tenants.routers.TenantSyncRouter"],
        SHARED_APPS=["django_tenants", "django.contrib.contenttypes", "shared"],
        TENANT_APPS=["cases"],
        INSTALLED_APPS=["django_tenants", "django.contrib.contenttypes", "shared", "cases"],
        TENANT_MODEL="shared.Programme",
        TENANT_DOMAIN_MODEL="shared.Domain",
        MIDDLEWARE=[
            "django_tenants.middleware.main.TenantMainMiddleware",
            "django.middleware.security.SecurityMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
        ],
        ROOT_URLCONF="urls",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [str(HERE / "templates")],
            }
        ],
        MIGRATION_MODULES={"shared": None, "cases": None},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
    )
    django.setup()


def fill(tenants: int, families: int) -> list[float]:
    """Make the schemas and their rows; the milliseconds that each schema took."""
    from cases.models import Family, FamilyFile, Member, Referral
    from django.core.management import call_command
    from django.db import connection
    from django_tenants.utils import schema_context
    from shared.models import Domain, Programme

    call_command("migrate_schemas", shared=True, run_syncdb=True, verbosity=0)
    took = []
    for number in range(tenants):
        began = time.perf_counter()
        tenant = Programme.objects.create(schema_name=f"proef_{number}")
        # Without migration files of its own, the sample's tables are made from its models.
        with schema_context(tenant.schema_name), connection.schema_editor() as editor:
            for model in (Member, Family, FamilyFile, Referral):
                editor.create_model(model)
        Domain.objects.create(domain=f"proef-{number}.localhost", tenant=tenant, is_primary=True)
        took.append((time.perf_counter() - began) * 1000)
        with schema_context(tenant.schema_name):
            member = Member.objects.create(name="Marit Hendriks")
            day = date(2016, 1, 1)
            made = [
                Family(name=f"Gezin {n * 7919 % families}", place="Rhenen", created_on=day)
                for n in range(families)
            ]
            Family.objects.bulk_create(made)
            FamilyFile.objects.bulk_create(
                FamilyFile(
                    family=family,
                    role="asking" if n % 2 else "offering",
                    coordinator=member,
                    opened_on=day + timedelta(days=n % 200),
                )
                for n, family in enumerate(made)
            )
    return took


class Peer:
    """Asks the application for pages, as the bench does ours."""

    def __init__(self) -> None:
        from django.core.handlers.wsgi import WSGIHandler

        self._app = WSGIHandler()

    def do(self, what: str, tenant: str) -> dict[str, float]:
        """`list` or `insert`."""
        if what == "list":
            return self._timed(self._request(tenant, "/gezinnen"), 200)
        from django.middleware.csrf import _get_new_csrf_string, _mask_cipher_secret

        secret = _get_new_csrf_string()
        form = ANSWERS | {"csrfmiddlewaretoken": _mask_cipher_secret(secret)}
        return self._timed(self._request(tenant, "/ik-zoek-steun", form, secret), 302)

    def _request(
        self, tenant: str, path: str, form: dict[str, str] | None = None, secret: str = ""
    ) -> dict[str, Any]:
        from django.test import RequestFactory

        factory = RequestFactory(HTTP_HOST=f"proef-{tenant}.localhost")
        if secret:
            factory.cookies["csrftoken"] = secret
        request = factory.post(path, form) if form else factory.get(path)
        return dict(request.environ)

    def _timed(self, environ: dict[str, Any], expected: int) -> dict[str, float]:
        status: list[str] = []
        wall, cpu = time.perf_counter(), time.process_time()
        answer = self._app(environ, lambda line, _headers, _exc=None: status.append(line))
        body = b"".join(answer)
        answer.close()
        taken = {
            "wall": (time.perf_counter() - wall) * 1000,
            "cpu": (time.process_time() - cpu) * 1000,
        }
        if not status[0].startswith(str(expected)):
            raise SystemExit(f"the peer answered {status[0]}: {body[:500]!r}")
        return taken


def main() -> None:
    """Fill, say how long that took, then answer line by line."""
    sys.path.insert(0, str(HERE))
    answers, sys.stdout = sys.stdout, sys.stderr  # django-tenants tells what it does
    configure()
    answer = {"created": fill(int(sys.argv[1]), int(sys.argv[2]))}
    print(json.dumps(answer), file=answers, flush=True)
    peer = Peer()
    for line in sys.stdin:
        what, tenant = line.split()
        print(json.dumps(peer.do(what, tenant)), file=answers, flush=True)


if __name__ == "__main__":
    main()
