"""Two files of one family made one: everything comes over, nothing is lost, nobody is told more."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from core.accounts.models import Role
from core.couplings.models import Coupling
from core.duplicates.merging import MergeChoices, merge_families
from core.duplicates.preview import GONE, preview_merge
from core.duplicates.strays import gather_strays
from core.duplicates.tables import (
    FAMILY,
    FILE,
    JOINED,
    MEMBER,
    OF_FILES,
    OF_MEMBERS,
    STAYS,
    TOLD,
    UNTOLD,
    references,
)
from core.errors import Merged, NeedsReason, Refused
from core.families.consents import consents_of
from core.families.models import (
    Consent,
    ContactMoment,
    ContactWay,
    Family,
    FamilyFile,
    FamilyMember,
    FamilyRole,
    MemberKind,
)
from core.families.services import (
    ContactNote,
    NewFamily,
    NewMember,
    close_file,
    create_family,
    give_consent,
    note_contact,
    withdraw_consent,
)
from core.figures.counts import totals
from core.intake.models import Intake
from core.matching.models import MatchProposal, ProposalState
from core.meldcode.models import MeldcodeFile
from core.meldcode.services import open_file
from core.safety.models import VogRecord
from core.safety.services import record_safety_check, see_vog
from core.work import Office, Work
from tenants.context import TenantContext
from tenants.models import AuditEntry
from tests.casework import offering
from tests.families.households import ask, couple, intake, offer
from tests.fixtures_database import MakeTenant
from tests.fixtures_web import TODAY, Person, Working, hire
from tests.page_forms import forms_of
from tests.rows import fill_tenant

ASKING, OFFERING = FamilyRole.ASKING, FamilyRole.OFFERING
NOAH = NewMember(kind=MemberKind.CHILD, first_name="Noah", born_on=date(2019, 3, 4))


def household(
    work: Work,
    who: Person | None,
    name: str = "Haddad",
    role: FamilyRole = ASKING,
    *,
    phone: str | None = None,
    since: date | None = None,
    people: tuple[NewMember, ...] = (NOAH,),
) -> UUID:
    parent = NewMember(kind=MemberKind.PARENT, first_name="Samira", phone=phone)
    me = who.account.membership_id if who else None
    return create_family(
        work, NewFamily(name, "Zaandam", "1506", "nl", role, me, (parent, *people), since)
    )


def merge(work: Work, kept: UUID, gone: UUID, **chosen: object) -> None:
    seen = preview_merge(work, kept, gone)
    choices = MergeChoices(seen.suggested, **chosen)  # type: ignore[arg-type]
    merge_families(work, kept, gone, choices, seen.stamp)
    work.session.flush()


def test_every_reference_to_a_family_is_named() -> None:
    named = [*TOLD, *UNTOLD, *JOINED, *STAYS, *OF_MEMBERS, *OF_FILES]
    there = [name for target in (FAMILY, MEMBER, FILE) for name, _m, _a in references(target)]
    assert sorted(there) == sorted(named), "say in core.duplicates.tables what a merge does with it"


def test_whatever_refers_to_a_family_comes_along(admin: Person, working: Working) -> None:
    with working() as work:
        known = {"safety_check.variant": "standard"}
        ids = fill_tenant(work.session, work.vault, "Oud", known)
        gone = ids["family"][0]
        kept, third = household(work, None), household(work, None, "Derde", OFFERING)
        work.find(Coupling, ids["coupling"][0]).offering_family_id = third
        second = Coupling(
            request_id=ids["support_request"][0], offer_id=ids["support_offer"][0],
            asking_family_id=third, offering_family_id=gone, variant="v", variant_version=1,
            phase="introduction", introduction_on=TODAY,
        )  # fmt: skip
        work.add(second)
        work.find(MatchProposal, ids["match_proposal"][0]).state = ProposalState.WITHDRAWN
    with working(admin.actor) as work:
        merge(work, kept, gone)
    with working() as work:
        for name, model, attribute in references(FAMILY):
            count = select(func.count(model.id))
            left = work.session.scalar(count.where(attribute == gone)) or 0
            moved = work.session.scalar(count.where(attribute == kept)) or 0
            assert (left > 0) is (name in STAYS), name
            assert moved > 0 or name in STAYS, name
        for name, model, attribute in references(MEMBER):
            gone_member = ids["family_member"][0]
            there = work.session.get(FamilyMember, (work.tenant.id, gone_member))
            assert there is not None
            assert there.family_id == kept, name
            assert work.session.scalar(select(func.count(model.id)).where(attribute == there.id))


def test_the_road_by_the_pages(coordinator: Person, working: Working) -> None:
    with working() as work:
        kept = household(work, coordinator, phone="+31612345678", since=date(2026, 6, 1))
        gone = household(work, coordinator, "El Haddad", since=date(2026, 2, 1))
        ask(work, gone, "Vrijdag voor Noah")
        before = totals(work).requests
    browser, path = coordinator.browser, f"/gezinnen/{kept}"
    with working(coordinator.actor) as work:
        told = ContactNote(
            ASKING, ContactWay.PHONE, "Samira", "Zij belde terug.", TODAY, None, None
        )
        note_contact(work, gone, told)
    browser.get(f"/gezinnen/{gone}")
    assert "Bekijk en voeg samen" in browser.get(path).text
    assert "El Haddad" in browser.get(f"{path}/samenvoegen").text
    assert "El Haddad" in browser.get(f"{path}/samenvoegen?naam=haddad").text
    here = f"{path}/samenvoegen/{gone}"
    page = browser.get(here).text
    assert "Notities: 1" in page
    assert "Hulpvragen: 1" in page
    [form] = [one for one in forms_of(page, here, TODAY.isoformat()) if one.action == here]
    answers = {**dict(form.values), "veld_name": GONE}
    unsure = browser.post(here, {k: v for k, v in answers.items() if k != "zeker"})
    assert unsure.status_code == 422
    done = browser.post(here, answers)
    assert done.location == path
    page = browser.get(path).text
    for words in ("Gezin El Haddad", "Zij belde terug.", "Vrijdag voor Noah"):
        assert words in page
    assert "Lijkt op een gezin" not in page
    old = browser.get(f"/gezinnen/{gone}/contact")
    assert old.location == f"{path}/contact"
    assert browser.post(f"/gezinnen/{gone}/contact", answers, page=path).location == path
    with working() as work:
        assert totals(work).requests == before - 1
        people = work.session.scalars(
            select(FamilyMember.first_name).where(FamilyMember.family_id == kept)
        ).all()
        assert sorted(people) == ["Noah", "Samira"]
        [file] = work.session.scalars(select(FamilyFile)).all()
        assert file.opened_on == date(2026, 2, 1)
        row = work.find(Family, gone)
        assert (row.name, row.merged_into_id, row.merged_on) == ("", kept, TODAY)
        said = json.loads(work.vault.open(Family.before_merge, gone, row.before_merge))
        assert {one["name"] for one in said if one["table"] == "family"} == {"Haddad", "El Haddad"}
        actions = work.session.execute(
            select(AuditEntry.action, AuditEntry.subject_id).where(
                AuditEntry.action.in_(("family.merged", "family.merged_into"))
            )
        ).all()
        assert {tuple(one) for one in actions} == {
            ("family.merged", kept), ("family.merged_into", gone),
        }  # fmt: skip
    looks = browser.get(f"{path}/wie-keek-mee").text
    assert looks.count("keer") >= 1


def test_people_intakes_and_vogs_become_one(coordinator: Person, working: Working) -> None:
    grown = NewMember(kind=MemberKind.ADULT, first_name="Joris", phone="+31611112222")
    same = NewMember(
        kind=MemberKind.ADULT, first_name="joris", phone="+31633334444", email="j@x.example"
    )
    with working() as work:
        kept = household(work, coordinator, people=(grown, NOAH))
        gone = household(work, coordinator, people=(same,))
        people = {
            row.family_id: row.id
            for row in work.session.scalars(
                select(FamilyMember).where(FamilyMember.kind == MemberKind.ADULT)
            )
        }
        see_vog(work, people[kept], TODAY - timedelta(days=400))
        see_vog(work, people[gone], TODAY - timedelta(days=4))
        for family in (kept, gone):
            intake(work, family, ASKING)
    with working(coordinator.actor) as work:
        merge(work, kept, gone, intakes={ASKING: GONE})
    with working() as work:
        joris = work.find(FamilyMember, people[kept])
        assert work.vault.open(FamilyMember.phone, joris.id, joris.phone) == "+31611112222"
        assert work.vault.open(FamilyMember.email, joris.id, joris.email) == "j@x.example"
        assert "+31633334444" in work.vault.open(FamilyMember.note, joris.id, joris.note)
        assert joris.email_index is not None
        [vog] = work.session.scalars(select(VogRecord)).all()
        assert (vog.member_id, vog.seen_on) == (joris.id, TODAY - timedelta(days=4))
        assert work.session.scalars(select(Intake.family_id)).all() == [kept]
        [note] = work.session.scalars(select(ContactMoment)).all()
        text = work.vault.open(ContactMoment.note, note.id, note.note)
        assert text.startswith("Eerdere intake van")


def test_another_role_comes_along_with_its_coordinator(
    app: Flask, office: Office, tenant: TenantContext, coordinator: Person, admin: Person,
    working: Working,
) -> None:  # fmt: skip
    colleague = hire(app, office, tenant, Role.COORDINATOR, "Femke Bos")
    with working() as work:
        kept = household(work, coordinator)
        gone = household(work, colleague, role=OFFERING)
    with working(coordinator.actor) as work, pytest.raises(NeedsReason):
        preview_merge(work, kept, gone)
    with working(admin.actor) as work:
        merge(work, kept, gone)
        files = {f.role: f.coordinator_id for f in work.session.scalars(select(FamilyFile))}
    assert files == {
        ASKING: coordinator.account.membership_id, OFFERING: colleague.account.membership_id,
    }  # fmt: skip


def test_an_open_and_a_closed_file_are_one_open_file(coordinator: Person, working: Working) -> None:
    with working(coordinator.actor) as work:
        kept, gone = household(work, coordinator), household(work, coordinator)
        close_file(work, kept, ASKING, "moved")
        work.session.flush()
        merge(work, kept, gone)
        [file] = work.session.scalars(select(FamilyFile)).all()
        assert (file.family_id, file.closed_on, file.closed_reason) == (kept, None, None)


def test_a_later_withdrawal_counts_for_the_whole_family(
    coordinator: Person, working: Working
) -> None:
    with working(coordinator.actor) as work:
        kept, gone = household(work, coordinator), household(work, coordinator)
        give_consent(work, kept, "share", "Samira")
        given = give_consent(work, gone, "share", "Samira")
        give_consent(work, gone, "file", "Samira")
        withdraw_consent(work, given)
        work.session.flush()
        merge(work, kept, gone)
        lines = consents_of(work, kept)
    counting = [one for one in lines if one.withdrawn_on is None]
    assert len(lines) == 3
    assert [str(one.purpose) for one in counting] == ["Gegevens bewaren om het gezin te helpen"]


def test_what_cannot_be_honest_is_refused(admin: Person, working: Working) -> None:
    with working(admin.actor) as work:
        one, other = household(work, None), household(work, None, role=OFFERING)
        third, fourth = household(work, None), household(work, None, role=OFFERING)
        couple(work, one, other)
        work.session.flush()
        with pytest.raises(Refused, match="aan elkaar gekoppeld"):
            preview_merge(work, one, other)
        couple(work, third, other)
        work.session.flush()
        with pytest.raises(Refused, match="met hetzelfde gezin"):
            preview_merge(work, one, third)
        wanted, given = ask(work, third, "E"), offer(work, fourth, 2)
        work.add(MatchProposal(request_id=wanted, offer_id=given, chosen_on=TODAY, blockers=[]))
        with pytest.raises(Refused, match="Er is een voorstel"):
            preview_merge(work, third, fourth)


def test_a_safety_check_that_says_no_is_not_lifted_by_a_merge(
    admin: Person, working: Working
) -> None:
    with working(admin.actor) as work:
        kept, gone = household(work, None), household(work, None)
        days = TODAY - timedelta(days=9), TODAY - timedelta(days=3)
        record_safety_check(work, gone, outcome="unsafe", note="Nee.", done_on=days[0])
        record_safety_check(work, kept, outcome="safe", note="", done_on=days[1])
        with pytest.raises(Refused, match="spreken elkaar tegen"):
            preview_merge(work, kept, gone)
        record_safety_check(work, kept, outcome="safe", note="Nu samen.", done_on=TODAY)
        merge(work, kept, gone)


def test_what_changed_since_the_preview_is_shown_first(
    coordinator: Person, working: Working
) -> None:
    with working(coordinator.actor) as work:
        kept, gone = household(work, coordinator), household(work, coordinator)
        seen = preview_merge(work, kept, gone)
        give_consent(work, gone, "file", "Samira")
        choices = MergeChoices(seen.suggested)
        with pytest.raises(Refused, match="intussen iets veranderd"):
            merge_families(work, kept, gone, choices, seen.stamp)
        twice = MergeChoices((0, 0))
        with pytest.raises(Refused, match="dezelfde persoon"):
            merge_families(work, kept, gone, twice, preview_merge(work, kept, gone).stamp)
        assert work.session.scalar(select(func.count(Consent.id)).where(Consent.family_id == gone))


def test_a_restricted_file_follows_and_is_told_to_nobody(
    app: Flask, office: Office, tenant: TenantContext, coordinator: Person, admin: Person,
    working: Working,
) -> None:  # fmt: skip
    with working() as work:
        kept, gone = household(work, coordinator), household(work, coordinator)
    here = f"/gezinnen/{kept}/samenvoegen/{gone}"
    stamps = []
    for _round in range(2):
        page = admin.browser.get(here).text
        [form] = [one for one in forms_of(page, here, TODAY.isoformat()) if one.action == here]
        stamps.append(dict(form.values)["stand"])
        assert "estricted" not in page
        assert "fgeschermd" not in page
        with working(coordinator.actor) as work:
            file = open_file(work, gone)
    assert stamps[0] == stamps[1]
    admin.browser.post(here, dict(form.values))
    with working() as work:
        assert set(work.session.scalars(select(MeldcodeFile.family_id))) == {kept}
        lines = work.session.scalars(
            select(AuditEntry.action).where(AuditEntry.actor_id == admin.account.membership_id)
        ).all()
    assert not [line for line in lines if line.startswith("restricted")]
    assert coordinator.browser.get(f"/meldcode/{file}").status_code == 200
    assert admin.browser.get(f"/meldcode/{file}").status_code == 404


def test_two_merges_at_once_are_one(office: Office, admin: Person, working: Working) -> None:
    with working() as work:
        one, other = household(work, None), household(work, None)
    with working(admin.actor) as work:
        stamps = {(a, b): preview_merge(work, a, b).stamp for a, b in ((one, other), (other, one))}

    def try_it(pair: tuple[UUID, UUID]) -> str:
        try:
            with working(admin.actor) as work:
                merge_families(work, *pair, MergeChoices((0, 1)), stamps[pair])
        except (Merged, Refused) as no:
            return type(no).__name__
        return "done"

    with ThreadPoolExecutor(2) as pool:
        ended = list(pool.map(try_it, stamps))
    assert ended.count("done") == 1
    with working() as work:
        assert work.session.scalar(select(func.count(FamilyFile.id))) == 1
        assert work.session.scalar(select(func.count(FamilyMember.id))) == 2


def test_what_was_written_meanwhile_follows(coordinator: Person, working: Working) -> None:
    with working(coordinator.actor) as work:
        kept, gone = household(work, coordinator), household(work, coordinator)
        merge(work, kept, gone)
        work.add(Consent(family_id=gone, purpose="file", given_by="Samira", given_on=TODAY))
    with working() as work:
        gather_strays(work)
    with working() as work:
        assert work.session.scalars(select(Consent.family_id)).all() == [kept]


def test_a_colleagues_family_needs_a_reason_and_a_gemeente_sees_nothing(
    app: Flask, office: Office, tenant: TenantContext, coordinator: Person,
    gemeente_officer: Person, working: Working,
) -> None:  # fmt: skip
    colleague = hire(app, office, tenant, Role.COORDINATOR, "Femke Bos")
    with working() as work:
        mine, theirs = household(work, coordinator), household(work, colleague)
    sure = {"zeker": "ja"}
    for one, other in ((mine, theirs), (theirs, mine)):
        path = f"/gezinnen/{one}/samenvoegen/{other}"
        asked = coordinator.browser.get(path)
        told = coordinator.browser.post(path, sure, page="/week")
        for answer in (asked, told):
            assert f"/gezinnen/{theirs}/reden" in answer.location
        assert gemeente_officer.browser.get(path).status_code == 403
    assert gemeente_officer.browser.get(f"/gezinnen/{mine}/samenvoegen").status_code == 403


def test_ids_of_another_tenant_and_nobodys_do_not_exist(
    office: Office, coordinator: Person, working: Working, make_tenant: MakeTenant
) -> None:
    with office.work(make_tenant()) as elsewhere:
        theirs, _offer = offering(elsewhere, vog=False)
    with working() as work:
        mine = household(work, coordinator)
    for foreign in (theirs, uuid4()):
        for path in (
            f"/gezinnen/{mine}/samenvoegen/{foreign}", f"/gezinnen/{foreign}/samenvoegen/{mine}",
            f"/gezinnen/{foreign}/samenvoegen",
        ):  # fmt: skip
            assert coordinator.browser.get(path).status_code == 404
            if path.count("samenvoegen/"):
                assert coordinator.browser.post(path, page="/week").status_code == 404
