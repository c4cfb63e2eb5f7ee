"""No licence, no new couplings; what runs goes on as ever."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from core.accounts.models import Role
from core.couplings.models import Coupling, CouplingPhase
from core.couplings.services import (
    end_coupling,
    make_definitive,
    note_agreements,
    start_introduction,
    start_trial,
)
from core.errors import NotFound, Refused
from core.licences.queries import licence_covers
from core.work import Office
from tenants.ids import new_id
from tenants.models import MethodLicence
from tests.couplings.pairs import WHY, both_say, introduced, on_trial, proposed
from tests.fixtures_database import MakeTenant
from tests.fixtures_web import TODAY, Working, hire
from tests.isolation.emitted import statements_of
from tests.licences.granting import grant, organisation_of, welfare_tenant

A_DAY = timedelta(days=1)


def test_the_stichting_needs_no_licence(working: Working) -> None:
    with working() as work:
        assert licence_covers(work, "standard").covered
        start_introduction(work, proposed(work), on_date=TODAY)


def test_without_a_licence_nothing_new_begins(office: Office, make_tenant: MakeTenant) -> None:
    tenant = welfare_tenant(make_tenant)
    with office.work(tenant) as work:
        answer = licence_covers(work, "standard")
        assert not answer.covered
        assert "geen licentie" in answer.sentence
        proposal_id = proposed(work)
        with pytest.raises(Refused, match="geen licentie"):
            start_introduction(work, proposal_id, on_date=TODAY)
        with pytest.raises(NotFound):
            start_introduction(work, new_id(), on_date=TODAY)


def test_of_another_gemeente_or_variant_does_not_help(
    office: Office, make_tenant: MakeTenant
) -> None:
    tenant = welfare_tenant(make_tenant)
    here = organisation_of(office, tenant)
    grant(office, here, TODAY, areas=("GM0331",))
    grant(office, here, TODAY, variant="proeftuin")
    with office.work(tenant) as work:
        assert not licence_covers(work, "standard").covered
        assert licence_covers(work, "proeftuin").covered


def test_before_it_begins_it_says_when(office: Office, make_tenant: MakeTenant) -> None:
    tenant = welfare_tenant(make_tenant)
    until = TODAY + 400 * A_DAY
    grant(office, organisation_of(office, tenant), until, from_on=TODAY + A_DAY)
    with office.work(tenant) as work:
        assert "begint op 24 november 2026" in licence_covers(work, "standard").sentence


def test_after_the_end_what_runs_goes_on_and_nothing_new_begins(
    office: Office, make_tenant: MakeTenant
) -> None:
    tenant = welfare_tenant(make_tenant)
    organisation_id = organisation_of(office, tenant)
    licence_id = grant(office, organisation_id, TODAY)
    with office.work(tenant) as work:
        running, meeting = on_trial(work), introduced(work, "Bos", "Vis")
        both_say(work, meeting, "after_introduction")
        waiting = proposed(work, "Jansen", "Smit")
    _end_yesterday(office, licence_id)
    with office.work(tenant) as work:
        assert "tot en met 22 november 2026" in licence_covers(work, "standard").sentence
        with pytest.raises(Refused, match="verlenging"):
            start_introduction(work, waiting, on_date=TODAY)
        with pytest.raises(Refused, match="verlenging"):
            start_trial(work, meeting, from_date=TODAY, until=TODAY + 42 * A_DAY, reason=WHY)
    with office.work(tenant) as work:
        both_say(work, running, "after_trial")
        note_agreements(work, running, {"when": "Woensdag"}, contract_on=TODAY)
        make_definitive(work, running, on_date=TODAY, reason=WHY)
        end_coupling(work, running, on_date=TODAY, reason_key="moved")
        end_coupling(work, meeting, on_date=TODAY, reason_key="moved")
        assert work.find(Coupling, running).phase == CouplingPhase.ENDED
    grant(office, organisation_id, TODAY + 365 * A_DAY)
    with office.work(tenant) as work:
        start_introduction(work, waiting, on_date=TODAY)


def _end_yesterday(office: Office, licence_id: UUID) -> None:
    with office.database.console() as session:
        row = session.get(MethodLicence, licence_id)
        assert row
        row.ended_on = TODAY


def test_most_couplings(office: Office, make_tenant: MakeTenant) -> None:
    tenant = welfare_tenant(make_tenant)
    grant(office, organisation_of(office, tenant), TODAY + 365 * A_DAY, most=1)
    with office.work(tenant) as work:
        second = introduced(work, "Bos", "Vis")
        both_say(work, second, "after_introduction")
        first = on_trial(work)
        third = proposed(work, "Jansen", "Smit")
        with pytest.raises(Refused, match="1 lopende koppeling"):
            start_introduction(work, third, on_date=TODAY)
        with pytest.raises(Refused, match="1 lopende koppeling"):
            start_trial(work, second, from_date=TODAY, until=TODAY + 42 * A_DAY, reason=WHY)
        end_coupling(work, first, on_date=TODAY, reason_key="moved")
        start_trial(work, second, from_date=TODAY, until=TODAY + 42 * A_DAY, reason=WHY)


def test_one_query(office: Office, make_tenant: MakeTenant) -> None:
    tenant = welfare_tenant(make_tenant)
    for _number in range(3):
        grant(office, organisation_of(office, tenant), TODAY, areas=("GM0331", "GM0340"))
    with office.work(tenant) as work:
        work.today  # noqa: B018 - the transaction has begun
        with statements_of(office.database) as sent:
            assert licence_covers(work, "standard").covered
    assert len([one for one in sent if one.startswith("SELECT")]) == 1


def test_the_page_says_why_a_trial_must_wait_and_what_can_be_done(
    app: Flask, office: Office, make_tenant: MakeTenant
) -> None:
    tenant = welfare_tenant(make_tenant)
    organisation_id = organisation_of(office, tenant)
    licence_id = grant(office, organisation_id, TODAY)
    coordinator = hire(app, office, tenant, Role.COORDINATOR)
    with office.work(tenant) as work:
        meeting = introduced(work)
        both_say(work, meeting, "after_introduction")
        running = on_trial(work, "Bos", "Vis")
    _end_yesterday(office, licence_id)
    page = coordinator.browser.get(f"/koppelingen/{meeting}").text
    assert "De proefperiode kan nu niet beginnen" in page
    assert "verlenging" in page and "licentiehouder" in page
    assert f"/koppelingen/{meeting}/proefperiode" not in page
    trial = coordinator.browser.get(f"/koppelingen/{meeting}/proefperiode")
    assert trial.status_code == 200
    assert "verlenging" in trial.text
    assert "<form" not in trial.text.partition("<main")[2].partition("</main>")[0]
    other = coordinator.browser.get(f"/koppelingen/{running}").text
    assert "icentie" not in other
    # Sent all the same, it is refused; noting and ending work.
    told = {"from_date": "23-11-2026", "until": "4-1-2027", "reason": WHY}
    refused = coordinator.browser.post(f"/koppelingen/{meeting}/proefperiode", told,
                                       page=f"/koppelingen/{meeting}")  # fmt: skip
    assert refused.status_code == 422
    assert f"/koppelingen/{meeting}/afronden" in page
    with office.work(tenant, coordinator.actor) as work:
        end_coupling(work, meeting, on_date=TODAY, reason_key="moved")
    ended = coordinator.browser.get(f"/koppelingen/{meeting}").text
    assert "De proefperiode kan nu niet beginnen" not in ended
