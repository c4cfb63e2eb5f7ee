"""A programme's own settings."""

from sqlalchemy import select

from core.programme.models import Programme
from core.work import Work


def start_programme(work: Work) -> None:
    """Give a tenant its row of settings, with the usual terms; done already is no error."""
    if work.session.scalar(select(Programme.id)) is None:
        work.add(Programme())
        work.record("programme.began", "programme")
