"""The stories that programmes share nationally, as both families of each agreed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from core.console.desk import ConsoleDesk
from core.funding.models import PublishedStory
from tenants.models import Tenant

MOST = 200


@dataclass(frozen=True, slots=True)
class SharedStory:
    """A story, and the programme it comes from."""

    programme: str
    title: str
    text: str
    shared_on: date

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Its text in parts."""
        return tuple(part for part in self.text.split("\n") if part.strip())


def shared_stories(desk: ConsoleDesk) -> tuple[SharedStory, ...]:
    """The newest stories, of every programme or of those of the operator's organisation."""
    query = (
        select(Tenant.name, PublishedStory.title, PublishedStory.text, PublishedStory.shared_on)
        .join(Tenant, Tenant.id == PublishedStory.tenant_id)
        .order_by(PublishedStory.shared_on.desc(), PublishedStory.id.desc())
        .limit(MOST)
    )
    if desk.scope is not None:
        query = query.where(Tenant.organisation_id == desk.scope)
    return tuple(SharedStory(*row) for row in desk.session.execute(query))
