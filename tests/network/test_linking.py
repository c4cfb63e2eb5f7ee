"""Names of organisations recognised, linked, and two entries made one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from core.couplings.models import Coupling
from core.errors import NotFound, Refused
from core.network.linking import hint_for, unlinked
from core.network.merging import preview_merge
from core.network.models import Partner, PartnerContact, PartnerVisit, VisitKind
from core.network.names import LONGEST, name_key
from core.network.queries import thanks_due
from core.network.services import (
    VisitNote,
    link_referrer,
    merge_partners,
    note_visit,
    restore_partner,
    unlink_referrer,
)
from core.referrals.models import Referral, Referrer
from core.referrals.services import receive
from tenants.ids import new_id
from tests.couplings.pairs import on_trial
from tests.fixtures_web import TODAY, Person, Working
from tests.network.partners import school
from tests.referrals.drafts import JORIS, MERYEM


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("OBS De Regenboog", "basisschool de regenboog"),
        ("’t Kompas", "Het Kompas"),
        ("Sociaal Team Oost", "sociaal team  oost."),
        ("IKC Café Één", "ikc cafe een"),
    ],
)
def test_one_organisation_however_written(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_other_organisations_stay_apart() -> None:
    names = ("De Regenboog", "De Zonnewijzer", "De School", "Stichting", "Kerk De Regenboog")
    assert len({name_key(name) for name in names}) == len(names)


@given(st.text(max_size=200))
def test_a_key_fits_and_is_stable(name: str) -> None:
    key = name_key(name)
    assert len(key) <= LONGEST
    assert name_key(name.upper().lower()) == name_key(name.upper().lower())
    assert bool(key) == bool(name.split())


def test_linked_with_one_click_from_the_referral(coordinator: Person, working: Working) -> None:
    with working() as work:
        partner_id = school(work)
        referral_id = receive(work, MERYEM)
        referrer = work.session.scalars(select(Referrer.id)).one()
    page = f"/aanmeldingen/{referral_id}"
    assert "lijkt op Basisschool De Zaagmolen" in coordinator.browser.get(page).text
    posted = {"organisatie": str(partner_id)}
    coordinator.browser.post(f"/netwerk/verwijzers/{referrer}/koppelen", posted, page=page)
    shown = coordinator.browser.get(page).text
    assert f"/netwerk/{partner_id}" in shown
    assert "Klopt niet" in shown
    coordinator.browser.post(f"/netwerk/verwijzers/{referrer}/los", page=page)
    assert "lijkt op" in coordinator.browser.get(page).text


def test_linked_in_bulk_and_what_is_unknown_is_put_in(
    coordinator: Person, working: Working
) -> None:
    with working() as work:
        school(work)
        receive(work, MERYEM)
        colleague = replace(JORIS, name="Els", organisation="de zaagmolen", contact="e@a.example")
        receive(work, replace(MERYEM, referrer=colleague))
        stranger = replace(JORIS, name="Bo", organisation="Sportclub Snel", contact="b@a.example")
        receive(work, replace(MERYEM, referrer=stranger))
        lines = unlinked(work)
    assert [(one.referrals, bool(one.suggested_id)) for one in lines] == [(2, True), (1, False)]
    page = "/netwerk/verwijzers"
    posted = {"wie": [str(lines[0].referrer_id)]}
    assert coordinator.browser.post(f"{page}/koppelen", posted, page=page).status_code == 303
    path = f"{page}/{lines[1].referrer_id}"
    assert 'value="Sportclub Snel"' in coordinator.browser.get(path).text
    answer = coordinator.browser.post(
        path, {"partner": "new", "name": "Sportclub Snel", "kind": "sports_club"}
    )
    assert answer.status_code == 303
    assert "U bent bij" in coordinator.browser.get(page).text


def test_foreign_and_broken_ids_in_the_bulk_form_are_not_found(
    coordinator: Person, working: Working
) -> None:
    for value in (str(new_id()), "geen-id"):
        answer = coordinator.browser.post(
            "/netwerk/verwijzers/koppelen", {"wie": [value]}, page="/netwerk"
        )
        assert answer.status_code == 404
    with working() as work:
        receive(work, MERYEM)
        referrer = work.session.scalars(select(Referrer.id)).one()
        with pytest.raises(NotFound):
            link_referrer(work, referrer, new_id())


def test_two_entries_are_made_one(coordinator: Person, working: Working) -> None:
    with working(coordinator.actor) as work:
        kept, gone = school(work), school(work, "De Zaagmolen (oud)")
        extra = PartnerContact(id=new_id(), partner_id=gone, name="Els")
        work.add(extra)
        note_visit(work, gone, VisitNote(VisitKind.VISIT, TODAY, "Els"))
        receive(work, MERYEM)
        referrer = work.session.scalars(select(Referrer.id)).one()
        link_referrer(work, referrer, gone)
        work.session.flush()
        preview = preview_merge(work, kept, gone)
    assert preview.people == ("Els",)
    assert preview.doubles == ("Joris Wester",)
    assert (preview.visits, preview.referrers) == (1, 1)
    path = f"/netwerk/{kept}/samenvoegen"
    assert "Dit gebeurt er" in coordinator.browser.get(f"{path}?other={gone}").text
    answer = coordinator.browser.post(f"{path}/nu", {"other": str(gone)}, page=path)
    assert answer.status_code == 303
    with working() as work:
        people = set(work.session.scalars(select(PartnerContact.name)))
        assert people == {"Els", "Joris Wester"}
        for model in (PartnerContact, PartnerVisit, Referrer):
            assert set(work.session.scalars(select(model.partner_id))) == {kept}
        with pytest.raises(Refused):
            restore_partner(work, gone)
    assert "samengevoegd met" in coordinator.browser.get(f"/netwerk/{gone}").text


def test_the_name_that_was_merged_is_still_recognised(working: Working) -> None:
    with working() as work:
        kept, gone = school(work, "De Vlinder"), school(work)
        merge_partners(work, kept, gone)
    with working() as work:
        receive(work, MERYEM)
        hint = hint_for(work, work.session.scalars(select(Referrer.id)).one())
    assert hint.suggested_id == kept


def test_nobody_merges_with_itself_or_an_archived_one(
    coordinator: Person, working: Working
) -> None:
    with working() as work:
        kept, gone = school(work), school(work, "Ander")
        for one, other in ((kept, kept),):
            with pytest.raises(Refused):
                merge_partners(work, one, other)
        merge_partners(work, kept, gone)
        with pytest.raises(Refused):
            preview_merge(work, kept, gone)
    path = f"/netwerk/{kept}/samenvoegen"
    for other_id in (str(kept), str(gone), str(new_id()), "x"):
        assert coordinator.browser.get(f"{path}?other={other_id}").status_code == 422
        assert (
            coordinator.browser.post(f"{path}/nu", {"other": other_id}, page=path).status_code
            == 422
        )


def test_thanks_are_due_after_a_coupling_and_name_no_family(
    coordinator: Person, working: Working
) -> None:
    with working(coordinator.actor) as work:
        partner_id = school(work)
        coupling = work.find(Coupling, on_trial(work, "Haddad", "Dekker"))
        referral = work.find(Referral, receive(work, MERYEM))
        referral.family_id = coupling.asking_family_id
        referrer = work.session.scalars(select(Referrer.id)).one()
        link_referrer(work, referrer, partner_id)
        work.session.flush()
        assert [one.partner_id for one in thanks_due(work)] == [partner_id]
    week = coordinator.browser.get("/week").text
    card = week[week.index('id="netwerk"') : week.index('id="mijn"')]
    assert "zeg dank" in card
    assert "Haddad" not in card
    page = f"/netwerk/{partner_id}"
    shown = coordinator.browser.get(page).text
    assert "leidde tot een koppeling" in shown
    assert "1 is gekoppeld" in shown
    coordinator.browser.post(f"{page}/bedankt", page=page)
    with working() as work:
        assert thanks_due(work) == ()
        assert set(work.session.scalars(select(Partner.archived_on))) == {None}
        unlink_referrer(work, referrer)
