"""What a licence holder's operator sees: the programmes of that organisation, and nothing else."""

from datetime import date

import pytest
from flask import Flask

from core.console.console_access import OtherConsole, add_operator
from core.figures.publish import publish_figures
from core.figures.queries import national
from core.work import Office
from tests.figures.operators import operator_browser
from tests.figures.pages import tables_of
from tests.figures.programmes import couple
from tests.fixtures_database import MakeTenant
from tests.licences.granting import organisation, organisation_of, welfare_tenant


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
