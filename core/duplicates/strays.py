"""What was written to a family in the moment in which it was merged follows it."""

from sqlalchemy import select

from core.duplicates.merging import move_rows
from core.families.models import Family, FamilyMember
from core.jobs.tasks import tenant_task
from core.matching.changing import list_changed
from core.work import Work


@tenant_task("gather_strays", nightly=True)
def gather_strays(work: Work) -> None:
    """Bring over what still stands at families that went into another."""
    merged = select(Family.id, Family.merged_into_id).where(Family.merged_into_id.is_not(None))
    for gone_id, kept_id in work.session.execute(merged).all():
        if kept_id is None:
            continue
        move_rows(work, kept_id, gone_id)
        left = select(FamilyMember).where(FamilyMember.family_id == gone_id)
        for member in work.session.scalars(left):
            member.family_id = kept_id
        list_changed(work)
