"""Answers to search profiles in the inbox: shown, filtered, and back on the day that was asked."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from core.families.models import FamilyRole
from core.recruiting.models import ChannelKind
from core.referrals.inbox_count import count_new
from core.referrals.models import Referral
from core.referrals.queries import new_referrals
from core.referrals.services import receive
from core.work import Office, Work
from tenants.context import TenantContext
from tests.fixtures_web import TODAY, Person, Working, work_on
from tests.recruiting.shown import show
from tests.referrals.drafts import SAMIRA

SPRING = date(2027, 3, 1)


def answer(
    work: Work, channel_id: UUID | None, name: str = "Joris", later: date | None = None
) -> UUID:
    draft = replace(
        SAMIRA, role=FamilyRole.OFFERING, first_name=name, wishes=(),
        profile_channel_id=channel_id, ask_again_on=later,
    )  # fmt: skip
    return receive(work, draft)


def test_the_list_and_the_page_name_profile_and_channel(
    coordinator: Person, working: Working
) -> None:
    with working() as work:
        first, second = show(work, "jw7"), show(work, "kl3t")
        joris = answer(work, first.channels[ChannelKind.SCHOOLS])
        answer(work, first.channels[ChannelKind.SOCIAL], "Fatma")
        answer(work, second.channels[ChannelKind.SCHOOLS], "Pieter")
        answer(work, None, "Zonder")
    get = coordinator.browser.get
    assert "zoekprofiel jw7, Scholen" in get("/aanmeldingen").text
    assert "Zoekprofiel jw7, scholen" in get(f"/aanmeldingen/{joris}").text
    for path, there, not_there in (
        ("toon=zoekprofielen", ("Joris", "Fatma", "Pieter"), ("Zonder",)),
        ("toon=alles&profiel=jw7", ("Joris", "Fatma"), ("Pieter", "Zonder")),
        ("toon=alles&profiel=jw7-f", ("Fatma",), ("Joris", "Pieter", "Zonder")),
        ("toon=alles&profiel=bestaat-niet", (), ("Joris", "Zonder")),
    ):
        shown = get(f"/aanmeldingen?{path}").text
        assert all(name in shown for name in there), path
        assert not any(f"<strong>{name}" in shown for name in not_there), path
    listed = get("/aanmeldingen/lijst.csv?toon=alles&profiel=jw7-f").get_data(as_text=True)
    assert "Fatma" in listed and "Joris" not in listed


def test_who_is_asked_later_comes_back_on_the_day(
    coordinator: Person, working: Working, office: Office, tenant: TenantContext
) -> None:
    with working() as work:
        answer(work, None, "Joris", SPRING)
        assert (count_new(work), new_referrals(work, 5)) == (0, ())
    get = coordinator.browser.get
    assert "Joris" not in get("/aanmeldingen").text
    assert "Joris" in get("/aanmeldingen?toon=later").text
    assert "Joris" not in get("/week").text
    with office.database.transaction(tenant.id) as session:
        before = work_on(office, session, tenant, SPRING - timedelta(days=1))
        there = work_on(office, session, tenant, SPRING)
        assert (count_new(before), count_new(there)) == (0, 1)
        assert [one.label for one in new_referrals(there, 5)] == ["Joris"]


def test_a_coordinator_leaves_somebody_in_peace_until_a_day(
    coordinator: Person, working: Working
) -> None:
    with working() as work:
        referral_id = answer(work, None)
    path = f"/aanmeldingen/{referral_id}"
    for wrong in ("", "23-11-2026", "1-3-2031"):
        no = coordinator.browser.post(path, {"decision": "later", "again_on": wrong})
        assert no.status_code == 422 and "Kies een dag na vandaag" in no.text
    yes = coordinator.browser.post(path, {"decision": "later", "again_on": "1-3-2027"})
    assert yes.status_code == 303
    with working() as work:
        row = work.find(Referral, referral_id)
        assert (row.ask_again_on, row.respond_by) == (SPRING, date(2027, 3, 8))
    assert "1 maart 2027" in coordinator.browser.get(path).text
    later = coordinator.browser.get("/aanmeldingen?toon=later").text
    assert "opnieuw vragen op 1 maart 2027" in later


def test_a_family_that_asks_is_never_left_until_later(
    coordinator: Person, working: Working
) -> None:
    with working() as work:
        referral_id = receive(work, SAMIRA)
    path = f"/aanmeldingen/{referral_id}"
    assert "later opnieuw vragen" not in coordinator.browser.get(path).text
    no = coordinator.browser.post(path, {"decision": "later", "again_on": "1-3-2027"})
    assert no.status_code == 422
    assert TODAY < SPRING
