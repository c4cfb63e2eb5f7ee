"""Downloads: what the page shows, of whom one may open, on record; never another tenant's."""

import io
import zipfile

import pytest
from flask import Flask
from sqlalchemy import select

from core.accounts.models import Membership, Role
from core.exporting.matching_tables import offers, requests
from core.exporting.models import ExportFile, ExportPart
from core.exporting.services import ask_export, erase_exports, make_export
from core.exporting.tables import EVERYTHING, contacts
from core.families.models import ContactWay, Family, FamilyRole, MemberKind
from core.families.services import (
    ContactNote,
    NewFamily,
    NewMember,
    assign_coordinator,
    become_offering,
    create_family,
    give_reason,
    note_contact,
)
from core.spreadsheets.reading import Table, read_table
from core.work import Office, Work
from tenants.context import TenantContext
from tenants.models import AuditEntry
from tests.casework import asking, offering
from tests.fixtures_web import Person, Working, hire
from tests.isolation.emitted import statements_of
from tests.neighbourhood import settle

KINDS = ("csv", "xlsx", "ods")


def table(person: Person, address: str, kind: str = "xlsx") -> Table:
    answer = person.browser.get(f"{address}.{kind}")
    assert answer.status_code == 200, address
    assert f".{kind}" in answer.headers["Content-Disposition"]
    return read_table(answer.data, f"x.{kind}")


def names(found: Table) -> set[str]:
    return {row.texts[0] for row in found.rows}


def family(work: Work, name: str, coordinator: Person | None, note: str = "") -> None:
    person = NewMember(MemberKind.PARENT, "Elif", phone="+31612345678", note=note)
    owner = coordinator.account.membership_id if coordinator else None
    made = NewFamily(name, "Rhenen", "3911", "nl", FamilyRole.ASKING, None, (person,))
    family_id = create_family(work, made)
    note_contact(
        work, family_id,
        ContactNote(FamilyRole.ASKING, ContactWay.PHONE, "Elif", f"Verhaal {name}", work.today),
    )  # fmt: skip
    assign_coordinator(work, family_id, FamilyRole.ASKING, owner)


@pytest.fixture
def colleague(app: Flask, office: Office, tenant: TenantContext) -> Person:
    return hire(app, office, tenant, Role.COORDINATOR, "Joke")


@pytest.fixture
def three(working: Working, coordinator: Person, colleague: Person) -> None:
    with working() as work:
        family(work, "=Mijn", coordinator, note="+31 belt terug")
        family(work, "Collega", colleague)
        family(work, "Niemand", None)


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("kind", KINDS)
def test_the_list_as_filtered_and_of_whom_one_may_open(
    coordinator: Person, admin: Person, kind: str
) -> None:
    assert names(table(coordinator, "/gezinnen/lijst", kind)) == {"=Mijn"}
    everyone = f"/gezinnen/lijst.{kind}?wie=alle"
    got = coordinator.browser.get(everyone)
    assert names(read_table(got.data, f"x.{kind}")) == {"=Mijn", "Niemand"}
    got = admin.browser.get(f"{everyone}&naam=coll")
    assert names(read_table(got.data, f"x.{kind}")) == {"Collega"}
    page = coordinator.browser.get("/gezinnen?wie=alle&fase=signed_up&endpoint=x&_scheme=y").text
    assert "/gezinnen/lijst.ods?wie=alle&amp;fase=signed_up" in page


@pytest.mark.usefixtures("three")
def test_it_is_on_record_per_file(coordinator: Person, working: Working) -> None:
    coordinator.browser.get("/gezinnen/lijst.csv")
    with working() as work:
        lines = select(AuditEntry.action).where(
            AuditEntry.actor_id == coordinator.account.membership_id,
            AuditEntry.action.in_(["export.made", "family.exported"]),
        )
        assert sorted(work.session.scalars(lines)) == ["export.made", "family.exported"]


def test_figures_only_for_the_gemeente(app: Flask, office: Office, tenant: TenantContext) -> None:
    here = settle(app, office, tenant)
    told = {row.texts[:3] for row in table(here.officer, "/cijfers/cijfers").rows}
    assert ("Totalen", "Koppelingen gemaakt", "3") in told
    assert not any(part[0] in ("Aangemeld door", "Reden van einde") for part in told)
    exact = {row.texts[0] for row in table(here.admin, "/cijfers/cijfers", "ods").rows}
    assert "Reden van einde" in exact
    for path in ("/gezinnen/lijst.csv", "/koppelingen/lijst.csv", "/aanmeldingen/lijst.csv",
                 "/downloaden"):  # fmt: skip
        assert here.officer.browser.get(path).status_code == 403
    assert len(table(here.admin, "/koppelingen/lijst").rows) == 3
    assert len(table(here.admin, "/aanmeldingen/lijst").rows) == 5


@pytest.mark.usefixtures("three")
def test_everything_at_once(
    coordinator: Person, colleague: Person, admin: Person, office: Office, tenant: TenantContext,
    working: Working,
) -> None:  # fmt: skip
    assert coordinator.browser.post("/downloaden", {"kind": "csv"}).status_code == 303
    assert coordinator.browser.post("/downloaden", {"kind": "csv"}).status_code == 422
    page = coordinator.browser.get("/downloaden")
    assert "stap 1 van 9" in page.text and "Refresh" in page.headers
    with working() as work:
        [export_id] = work.session.scalars(select(ExportFile.id))
    for _step in range(len(EVERYTHING) + 1):
        with office.work(tenant) as work:
            make_export(work, str(export_id))
    page = coordinator.browser.get("/downloaden")
    assert "Download CSV" in page.text and "Refresh" not in page.headers
    file = coordinator.browser.get(f"/downloaden/{export_id}")
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert set(parts) == {"gezinnen.csv", "mensen.csv", "aanmeldingen.csv", "hulpvragen.csv",
                          "aanbod-van-steungezinnen.csv", "koppelingen.csv",
                          "evaluaties.csv", "contactmomenten.csv"}  # fmt: skip
    whole = b"".join(parts.values()).decode("utf-8-sig")
    assert "Verhaal =Mijn" in whole and "Verhaal Niemand" in whole and "Collega" not in whole
    assert "'=Mijn" in whole and "'+31612345678" in whole
    for other in (colleague, admin):
        assert other.browser.get(f"/downloaden/{export_id}").status_code == 404
    with working() as work:
        assert not list(work.session.scalars(select(ExportPart.id)))
        row = work.find(ExportFile, export_id)
        row.expires_at = row.asked_at
        work.session.flush()
        erase_exports(work)
    assert coordinator.browser.get(f"/downloaden/{export_id}").status_code == 404
    with working() as work:
        assert work.find(ExportFile, export_id).content is None


def test_what_is_asked_and_offered_goes_out_without_what_is_special(
    working: Working, admin: Person
) -> None:
    liked = {"interests": ("music",), "themes": ("autism",), "wish_keys": (), "traits": None}
    with working() as work:
        asking(work, home_languages=("tr",), wishes="Geheim", **liked)  # type: ignore[arg-type]
        offering(work, own_ages=(4, 7), own_experience="Geheim", **liked)  # type: ignore[arg-type]
    with working(admin.actor) as work:
        asked, offered = requests(work), offers(work)
    [request], [offer] = asked.rows, offered.rows
    told, given = (
        dict(zip(asked.header, request, strict=True)),
        dict(zip(offered.header, offer, strict=True)),
    )
    assert (told["Voor wie"], told["Talen thuis"], told["Houdt van"]) == (
        "Mila", "Turks", "muziek maken en zingen",
    )  # fmt: skip
    assert (told["Zoekt een gezin met"], given["Wat er is"]) == ("geen", "")
    assert (given["Leeftijd van eigen kinderen"], given["Roken"]) == ("4, 7", "nee")
    assert not any("autisme" in str(cell) or "Geheim" in str(cell) for cell in [*request, *offer])


def test_who_left_gets_nothing(
    coordinator: Person, working: Working, office: Office, tenant: TenantContext
) -> None:
    with working(coordinator.actor) as work:
        export_id = ask_export(work, "xlsx")
        member = work.find(Membership, coordinator.account.membership_id)
        member.ended_at = member.since
    with office.work(tenant) as work:
        make_export(work, str(export_id))
        assert work.find(ExportFile, export_id).state == "erased"


def test_no_statement_per_row(working: Working, admin: Person, office: Office) -> None:
    counts = []
    for _round in range(2):
        with working() as work:
            for number in range(4):
                family(work, f"Gezin {number}", None)
        with working(admin.actor) as work, statements_of(office.database) as seen:
            for make in EVERYTHING:
                make(work)
        counts.append(len(seen))
    assert counts[0] == counts[1] < 20


def test_each_role_has_its_own_coordinator(
    coordinator: Person, colleague: Person, working: Working
) -> None:
    """The notes of a role that a colleague works with stay out; those of a closed role too."""
    with working() as work:
        family(work, "Beide", colleague)
        [family_id] = work.session.scalars(select(Family.id))
        become_offering(work, family_id, coordinator.account.membership_id)
        note = ContactNote(FamilyRole.OFFERING, ContactWay.PHONE, "Elif", "Nieuw", work.today)
        note_contact(work, family_id, note)
    for person, told in ((coordinator, {"Nieuw"}), (colleague, set())):
        with working(person.actor) as work:
            assert {row[-1] for row in contacts(work).rows} == told


def test_a_reason_opens_it_for_today(
    coordinator: Person, colleague: Person, working: Working
) -> None:
    with working() as work:
        family(work, "Collega", colleague)
        [family_id] = work.session.scalars(select(Family.id))
    with working(coordinator.actor) as work:
        assert contacts(work).rows == []
        give_reason(work, family_id, "Ziek")
        assert len(contacts(work).rows) == 1
