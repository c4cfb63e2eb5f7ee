"""What the commands about tenants share: the office, and problems as one clear line."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import click
from flask import Flask
from flask_babel import Babel, force_locale
from sqlalchemy.exc import SQLAlchemyError

from core.errors import Refused
from core.installation import data_folder, environment_of, office_in
from core.settings import MissingSetting
from core.work import Office
from tenants.context import TenantContext
from tenants.directory import all_tenants, find_by_slug
from tenants.embedded import EmbeddedError
from tenants.keys import CannotOpen
from tenants.provisioning import CannotProvision


@contextmanager
def commanded() -> Iterator[Office]:
    """The office of this installation (see `core.installation`).

    What goes wrong becomes one line and exit code 1.
    """
    with equipped() as (office, _environment):
        yield office


@contextmanager
def equipped() -> Iterator[tuple[Office, Mapping[str, str]]]:
    """The office as `commanded` gives it, and the environment in which it stands."""
    try:
        with (
            environment_of(data_folder()) as environment,
            office_in(environment) as office,
            words(),
        ):
            yield office, environment
    except (CannotProvision, CannotOpen, EmbeddedError, MissingSetting) as problem:
        raise click.ClickException(str(problem)) from problem
    except Refused as refused:
        raise click.ClickException(str(refused.message)) from refused
    except SQLAlchemyError as failure:
        kind = type(failure).__name__
        raise click.ClickException(f"the database does not do it ({kind}): is it up?") from failure


@contextmanager
def words() -> Iterator[None]:
    """Mails are written in Dutch, outside a request too."""
    app = Flask("buurtgezinnen.commands")
    Babel(app, default_locale="nl")
    with app.app_context(), force_locale("nl"):
        yield


def tenants_of(office: Office, slug: str | None) -> list[TenantContext]:
    """One tenant, or all of them; raises CannotProvision when the slug is unknown."""
    with office.database.registry() as session:
        if slug is None:
            return all_tenants(session)
        tenant = find_by_slug(session, slug)
    if tenant is None:
        raise CannotProvision(f"there is no tenant {slug!r}: see `buurtgezinnen tenant list`")
    return [tenant]
