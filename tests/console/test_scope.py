"""What a licence holder's operator sees: the programmes of that organisation, and nothing else."""

from datetime import date

import pytest
from flask import Flask

from core.console.console_access import OtherConsole, add_operator
from core.figures.publish import publish_figures
from core.figures.queries import national
from core.work import Office
from tenants.ids import new_id
from tests.figures.operators import operator_browser
from tests.figures.pages import tables_of
from tests.figures.programmes import couple
from tests.fixtures_database import MakeTenant
from tests.fixtures_web import TODAY, Browser
from tests.licences.granting import grant, organisation, organisation_of, welfare_tenant


def test_only_own_programmes_and_their_sum(
    app: Flask, office: Office, make_tenant: MakeTenant
) -> None:
    mine = welfare_tenant(make_tenant, name="Onzegemeente")
    theirs = welfare_tenant(make_tenant, name="Andersgemeente")
    for tenant, couplings in ((mine, 2), (theirs, 3)):
        with office.work(tenant) as work:
            for _number in range(couplings):
                couple(work, date(2026, 2, 2))
            publish_figures(work)
    browser = operator_browser(app, office, organisation_of(office, mine))
    page = browser.get("/gemeenten").text
    assert "Onzegemeente" in page
    assert "Andersgemeente" not in page
    assert "Stichting Buurtgezinnen" not in page
    sums = tables_of(browser.get("/landelijk").text)["Aantallen naar grootte van de gemeente"][-1]
    assert sums[3] == "2"
    everything = operator_browser(app, office).get("/gemeenten?zoek=gemeente").text
    assert "Onzegemeente" in everything
    assert "Andersgemeente" in everything


FOREIGN = (
    "/organisaties",
    "/organisaties/nieuw",
    "/organisaties/{organisation}",
    "/organisaties/{organisation}/wijzigen",
    "/organisaties/{organisation}/licentie",
    "/organisaties/{organisation}/programma",
    "/licenties/{licence}/wijzigen",
    "/licenties/{licence}/beeindigen",
    "/programmas/{slug}/verplaatsen",
)
NOT_FOR_THEM = (
    "/organisaties/{own}/wijzigen",
    "/organisaties/{own}/licentie",
    "/licenties/{own_licence}/wijzigen",
    "/licenties/{own_licence}/beeindigen",
    "/programmas/{own_slug}/verplaatsen",
)


def test_what_is_anothers_is_not_there(app: Flask, office: Office, make_tenant: MakeTenant) -> None:
    mine, theirs = welfare_tenant(make_tenant), welfare_tenant(make_tenant)
    own, other = organisation_of(office, mine), organisation_of(office, theirs)
    names = {
        "own": own,
        "own_slug": mine.slug,
        "own_licence": grant(office, own, TODAY),
        "organisation": other,
        "slug": theirs.slug,
        "licence": grant(office, other, TODAY),
    }
    browser, stichting = operator_browser(app, office, own), operator_browser(app, office)
    for path in (*FOREIGN, *NOT_FOR_THEM):
        address = path.format(**names)
        assert browser.get(address).status_code == 404, address
        assert browser.post(address, page="/gemeenten").status_code in (404, 405), address
        assert stichting.get(address).status_code == 200, address
    assert browser.get(f"/organisaties/{own}").status_code == 200
    assert browser.get(f"/organisaties/{own}/programma").status_code == 200
    page = stichting.post(
        f"/programmas/{mine.slug}/verplaatsen",
        {"naar": str(new_id())},
        page=f"/programmas/{mine.slug}/verplaatsen?naar={other}",
    )
    assert page.status_code == 404
    for path in (*FOREIGN, *NOT_FOR_THEM, "/logboek"):
        stranger = Browser(app, office.settings.console_host)
        assert stranger.get(path.format(**names)).status_code == 302


def test_the_logbook_tells_of_ones_own_organisation(
    app: Flask, office: Office, make_tenant: MakeTenant
) -> None:
    mine, theirs = (organisation_of(office, welfare_tenant(make_tenant)) for _time in range(2))
    stichting = operator_browser(app, office)
    for organisation_id in (mine, theirs):
        told = {"variant": "standard", "areas": "Rhenen", "from_on": "1-1-2026",
                "until": "31-12-2027"}  # fmt: skip
        stichting.post(f"/organisaties/{organisation_id}/licentie", told)
    page = operator_browser(app, office, mine).get("/logboek").text
    assert page.count("Licentie verleend") == 1
    assert "de Stichting" in page
    assert "Anneke Bos" not in page.split("<main", 1)[1]


def test_small_numbers_of_one_organisation_are_suppressed(
    office: Office, make_tenant: MakeTenant
) -> None:
    mine = welfare_tenant(make_tenant)
    with office.work(mine) as work:
        couple(work, date(2026, 2, 2), source="self")
        publish_figures(work)
    with office.database.console() as session:
        found = national(session, organisation_of(office, mine))
    assert found.totals["couplings"] == 1
    assert (found.itself, found.self_share) == (None, None)


def test_who_is_an_operator_stays_where_that_is(office: Office) -> None:
    organisation(office, "Welzijn Zeldzaam")
    with office.database.console() as session:
        add_operator(session, "olga@zeldzaam.example", "Olga", "Welzijn Zeldzaam")
    for other in ("", "Welzijn Nergens"):
        with pytest.raises(OtherConsole), office.database.console() as session:
            add_operator(session, "olga@zeldzaam.example", "Olga", other)
