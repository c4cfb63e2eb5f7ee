"""How migrations run: as the owner, with lock and statement timeouts."""

from alembic import context
from sqlalchemy import Connection, create_engine

from core.models import METADATA
from tenants.migrating import MIGRATION_OPTIONS, become_owner


def _run(connection: Connection) -> None:
    become_owner(connection)
    connection.commit()
    context.configure(connection=connection, target_metadata=METADATA, **MIGRATION_OPTIONS)
    with context.begin_transaction():
        context.run_migrations()


def _run_on_url(url: str) -> None:
    engine = create_engine(url)
    with engine.connect() as connection:
        _run(connection)
    engine.dispose()


_run_on_url(context.config.attributes["url"])
