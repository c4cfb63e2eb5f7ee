"""What may be done to a family, and what is refused."""

from sqlalchemy import select

from core.families import services
from core.families.models import FamilyMember, FamilyRole, MemberKind
from core.families.services import NewFamily, NewMember
from tests.fixtures_web import Person, Working


def test_a_family_is_made_with_sealed_contacts(coordinator: Person, working: Working) -> None:
    parent = NewMember(MemberKind.PARENT, "Elif", phone="06 12 34 56 78", email="Elif@Post.example")
    new = NewFamily(
        "Aydin", "Rhenen", "3911", "nl", FamilyRole.ASKING,
        coordinator.account.membership_id, (parent,),
    )  # fmt: skip
    with working(coordinator.actor) as work:
        family_id = services.create_family(work, new)
    with working(coordinator.actor) as work:
        member = work.session.scalars(
            select(FamilyMember).where(FamilyMember.family_id == family_id)
        ).one()
        assert work.vault.open(FamilyMember.phone, member.id, member.phone) == "+31612345678"
        assert member.phone_index == work.vault.blind_index("contact", "+31612345678")
        assert member.email_index == work.vault.blind_index("contact", "elif@post.example")
