"""Undoing an import tells nobody that there is a restricted file about one of its families."""

from sqlalchemy import select

from core.families.models import Family
from core.meldcode.models import MeldcodeFile
from core.meldcode.queries import open_for_reading
from core.meldcode.services import open_file
from core.work import Office
from tests.fixtures_web import Person, Working
from tests.importing.test_caseload import carry_out, counts, send, small


def test_nothing_is_told_and_the_file_stays(
    admin: Person, coordinator: Person, office: Office, working: Working
) -> None:
    address = send(admin.browser, small("vraaggezin;Een;A;;Rhenen", "steungezin;Twee;B;;Rhenen"))
    carry_out(admin.browser, office, address)
    with working(coordinator.actor) as work:
        family = work.session.scalar(select(Family.id).where(Family.name == "Een"))
        assert family
        file = open_file(work, family)
    assert "al gewerkt" not in admin.browser.get(address).text
    assert admin.browser.post(f"{address}/ongedaan", page=address).status_code == 303
    assert counts(working)[0] == 0
    with working(coordinator.actor) as work:
        assert open_for_reading(work, file).about == "Een"
        assert work.find(MeldcodeFile, file).family_id is None
