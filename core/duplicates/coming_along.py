"""What comes along when one family goes into another: how many rows of what."""

from uuid import UUID

from sqlalchemy import func, select

from core.duplicates.tables import FAMILY, TOLD, moving
from core.families.models import FamilyFile, FamilyMember
from core.intake.models import Intake
from core.wording import Text, _
from core.work import Work
from tenants.plugin_references import plugin_rows_about


def what_comes_along(work: Work, gone_id: UUID) -> tuple[tuple[Text, int], ...]:
    """By what the reader calls it; what plugins keep is among it."""
    found: list[tuple[Text, int]] = []
    for name, model, attribute in moving():
        if name in TOLD:
            count = work.session.scalar(select(func.count(model.id)).where(attribute == gone_id))
            if count:
                found.append((TOLD[name], count))
    found += _of_plugins(work, gone_id)
    return tuple(sorted(found, key=lambda one: str(one[0])))


def _of_plugins(work: Work, gone_id: UUID) -> list[tuple[Text, int]]:
    """What plugins keep about the family, its people, its files and its intakes, by plugin."""
    about = {
        model.__tablename__: work.session.scalars(
            select(model.id).where(model.family_id == gone_id)
        ).all()
        for model in (FamilyMember, FamilyFile, Intake)
    }
    kept = plugin_rows_about(work.session, {FAMILY: (gone_id,), **about})
    return [
        (_("Gegevens van %(plugin)s", plugin=_name_of(work, key)), count)
        for key, count in kept.items()
    ]


def _name_of(work: Work, key: str) -> Text:
    """What a plugin is called; its key when it is not installed any more."""
    loaded = work.plugins.get(key)
    return loaded.plugin.name if loaded else key
