"""What is really there, read from the database itself."""

from pathlib import Path

from sqlalchemy import select

from core.installation import DATABASE, office_of
from core.referrals.models import Referral
from tenants.directory import find_by_slug
from tenants.embedded import EmbeddedPostgres

SLUG = "rhenen"


def kept_names(data: Path) -> set[str]:
    """The families that were signed up and are there."""
    with office_of(data) as office:
        with office.database.registry() as session:
            tenant = find_by_slug(session, SLUG)
        assert tenant is not None
        with office.work(tenant) as work:
            return set(work.session.scalars(select(Referral.first_name)))


def jobs_named(data: Path, task: str) -> int:
    """How many jobs of a kind are not done."""
    with EmbeddedPostgres(data).attach().connect(DATABASE) as connection:
        row = connection.execute(
            "SELECT count(*) FROM jobs.procrastinate_jobs WHERE task_name = %s"
            " AND status IN ('todo', 'doing')",
            (task,),
        ).fetchone()
    return int(row[0]) if row else 0
