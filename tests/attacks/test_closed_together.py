"""Of two roles that closed on one day a list tells what the page shows, and no more."""

from core.exporting.tables import contacts
from core.families import services
from core.families.access import files_of, visible_roles
from core.families.models import ContactWay, FamilyRole
from core.families.services import ContactNote
from tests.families.households import make_family
from tests.fixtures_web import Person, Working

ASKING, OFFERING = FamilyRole.ASKING, FamilyRole.OFFERING


def test_only_the_file_that_is_shown(coordinator: Person, working: Working) -> None:
    mine = coordinator.account.membership_id
    with working(coordinator.actor) as work:
        family = make_family(work, mine)
        services.open_role(work, family, OFFERING, mine)
        for role in FamilyRole:
            note = ContactNote(role, ContactWay.PHONE, "Elif", f"Verhaal {role}", work.today)
            services.note_contact(work, family, note)
        services.close_file(work, family, ASKING, "other")
        services.close_file(work, family, OFFERING, "other")
    with working(coordinator.actor) as work:
        [shown] = visible_roles(files_of(work, family))
        assert [row[-1] for row in contacts(work).rows] == [f"Verhaal {shown}"]
