"""Families that are meeting: their trial has to begin before the licence ends."""

from collections.abc import Iterator

from sqlalchemy import func, select

from core.couplings.models import Coupling, CouplingPhase
from core.method.choice import known_methods, methods_of
from core.method.variant import MethodVariant
from core.wording import _, ngettext
from core.work import Work
from tenants.licences import Standing, standing_of


def at_stake(work: Work) -> Iterator[tuple[MethodVariant, Standing, int]]:
    """Each method that needs a licence here, how it stands, and how many introductions follow it.

    Those that are on, and those that were switched off while families were meeting. None for the
    Stichting, which needs no licence.
    """
    on = methods_of(work)
    if not standing_of(work.session, work.tenant.id, on[0].key).needs_licence:
        return
    meeting = _introductions(work)
    for method in (*on, *_switched_off(work, on, meeting)):
        standing = standing_of(work.session, work.tenant.id, method.key)
        yield method, standing, meeting.get(method.key, 0)


def _introductions(work: Work) -> dict[str, int]:
    query = select(Coupling.variant, func.count(Coupling.id)).where(
        Coupling.phase == CouplingPhase.INTRODUCTION
    )
    return {row[0]: row[1] for row in work.session.execute(query.group_by(Coupling.variant))}


def _switched_off(
    work: Work, on: tuple[MethodVariant, ...], meeting: dict[str, int]
) -> tuple[MethodVariant, ...]:
    missing = set(meeting) - {one.key for one in on}
    if not missing:
        return ()
    return tuple({one.key: one for one in known_methods(work) if one.key in missing}.values())


def in_words(introductions: int) -> str:
    """What to do with the families that are meeting when a licence ends."""
    if not introductions:
        return _("Er zijn nu geen kennismakingen.")
    return ngettext(
        "Er is %(num)s kennismaking. Laat die proefperiode uiterlijk die dag beginnen, of rond de "
        "kennismaking af.",
        "Er zijn %(num)s kennismakingen. Laat die proefperiodes uiterlijk die dag beginnen, of "
        "rond de kennismakingen af.",
        introductions,
    )
