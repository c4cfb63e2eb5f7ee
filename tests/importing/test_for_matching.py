"""What a caseload tells for matching: read as typed, and unknown where it tells nothing."""

import io

from sqlalchemy import select

from core.calendar.dayparts import from_keys
from core.exporting.matching_tables import offers, requests
from core.families.models import FamilyMember
from core.jobs.worker import run_worker
from core.matching.list_models import SolvedList
from core.matching.models import SupportOffer, SupportRequest
from core.spreadsheets.cells import Cell
from core.spreadsheets.reading import read_table
from core.spreadsheets.writing import TableFile, write_table
from core.tasks import TASKS
from core.work import Office
from tests.fixtures_web import Person, Working
from tests.importing.test_caseload import carry_out, send

ASKS = {
    "Rol": "vraaggezin", "Achternaam": "Een", "Voornaam": "Samira", "Kinderen": "Noah (2018)",
    "Voor wie": "Noah", "Soort steun": "na school; weekend", "Wanneer": "ma middag, wo ochtend",
    "Keer per week": "2x per week", "Hoe ver": "10 km", "Allergie": "kat, roken",
    "Talen thuis": "Turks en Nederlands", "Taal die nodig is": "turks",
    "Houdt van": "Fietsen, koken", "Wensen": "een tuin, rustig huis", "Kenmerken": "kan zwemmen",
}  # fmt: skip
OFFERS = {
    "Rol": "steungezin", "Achternaam": "Twee", "Voornaam": "Anna", "Voor wie": "kind en ouder",
    "Wanneer": "weekend", "Keer per week": "om de week", "Hoe ver": "7,5", "Leeftijden": "4-8 jaar",
    "Huisdieren": "geen", "Roken": "nee", "Talen thuis": "Nederlands", "Houdt van": "voetbal",
    "Wensen": "slaapt goed", "Kenmerken": "auto, een tuin", "Eigen kinderen": "4, 7 en 11 jaar",
    "Allergie": "honden",
}  # fmt: skip
HEADER = tuple(dict.fromkeys((*ASKS, *OFFERS)))


def sheet(*rows: dict[str, str]) -> TableFile:
    return write_table("x", HEADER, [[row.get(name, "") for name in HEADER] for row in rows], "csv")


def bring(person: Person, office: Office, *rows: dict[str, str]) -> str:
    address = send(person.browser, sheet(*rows))
    carry_out(person.browser, office, address)
    return address


def test_what_is_told_stands_in_the_request_and_the_offer(
    admin: Person, office: Office, working: Working
) -> None:
    bring(admin, office, ASKS, OFFERS)
    run_worker(office, TASKS, wait=False)
    with working() as work:
        [asked] = work.session.scalars(select(SupportRequest))
        [offered] = work.session.scalars(select(SupportOffer))
        noah = work.session.scalar(select(FamilyMember.id).where(FamilyMember.first_name == "Noah"))
        # Fitting changed, so the list is solved as after any other act.
        assert work.session.scalar(select(SolvedList.id))
    assert (asked.subject, asked.member_id) == ("child", noah)
    assert asked.forms == ["after_school", "weekend"]
    assert asked.dayparts == from_keys(["ma-middag", "wo-ochtend"])
    assert (asked.per_week, asked.max_km) == (2, 10)
    assert (asked.avoid_pets, asked.avoid_smoking) == (["cats"], True)
    assert (asked.home_languages, asked.required_language) == (["nl", "tr"], "tr")
    assert asked.interests == ["cooking", "cycling"]
    assert (asked.wish_keys, asked.traits) == (["garden", "quiet_house"], ["swims"])
    assert asked.themes is None
    assert offered.subjects == ["child", "parent"]
    assert offered.dayparts == from_keys(
        f"{day}-{part}" for day in ("za", "zo") for part in ("ochtend", "middag", "avond")
    )
    assert (offered.per_week, offered.max_km) == (1, 7)
    assert (offered.age_from, offered.age_to) == (4, 8)
    assert (offered.pets, offered.smokes, offered.languages) == ([], False, ["nl"])
    assert (offered.interests, offered.wish_keys) == (["ball_sports"], ["sleeps_well"])
    assert (offered.traits, offered.own_ages) == (["car", "garden"], [4, 7, 11])
    assert offered.themes is None and not offered.experience_may_match


def test_an_empty_cell_was_not_asked(admin: Person, office: Office, working: Working) -> None:
    keep = ("Rol", "Achternaam", "Voornaam", "Wanneer")
    bring(admin, office, *({key: row[key] for key in keep} for row in (ASKS, OFFERS)))
    with working() as work:
        [asked] = work.session.scalars(select(SupportRequest))
        [offered] = work.session.scalars(select(SupportOffer))
    names = ("interests", "themes", "wish_keys", "traits")
    assert [getattr(row, name) for row in (asked, offered) for name in names] == [None] * 8
    assert (asked.avoid_pets, asked.home_languages, asked.required_language) == (None,) * 3
    assert (offered.pets, offered.smokes, offered.own_ages) == (None,) * 3
    assert (asked.member_id, offered.languages, offered.forms) == (None, [], [])


WRONG: tuple[tuple[dict[str, str], str, str], ...] = (
    (ASKS, "Wanneer", "na het eten"),
    (ASKS, "Keer per week", "5"),
    (ASKS, "Hoe ver", "ver"),
    (ASKS, "Houdt van", "vissen"),
    (ASKS, "Allergie", "geen katten"),
    (ASKS, "Voor wie", "Piet"),
    (ASKS, "Voor wie", "kind en ouder"),
    (ASKS, "Taal die nodig is", "Turks, Pools"),
    (OFFERS, "Leeftijden", "4-8-2026"),
    (OFFERS, "Leeftijden", "9-4 jaar"),
    (OFFERS, "Huisdieren", "geen honden"),
    (OFFERS, "Roken", "soms"),
    (OFFERS, "Eigen kinderen", "groot"),
    (OFFERS, "Wensen", "kind"),
)


def test_what_cannot_be_read_comes_back_with_its_reason(
    admin: Person, office: Office, working: Working
) -> None:
    rows = [
        {**row, name: slip, "Achternaam": f"Gezin{number}"}
        for number, (row, name, slip) in enumerate(WRONG)
    ]
    address = bring(admin, office, *rows, OFFERS)
    failed = read_table(admin.browser.get(f"{address}/niet-opgenomen.csv").data, "x.csv")
    reasons = [row.texts[-1] for row in failed.rows]
    assert len(reasons) == len(WRONG)
    for reason, (_row, name, _slip) in zip(reasons, WRONG, strict=True):
        assert reason.count(": ") >= 1 and len(reason) > 25, (name, reason)
    assert reasons[0].startswith("Wanneer: “na het eten” kunnen we niet lezen. Schrijf bij elke")
    assert reasons[1] == "Keer per week: Schrijf 1, 2 of 3 keer per week."
    assert "Kies uit: voetbal en andere balsporten, zwemmen" in reasons[3]
    with working() as work:
        assert work.session.scalar(select(SupportRequest.id)) is None


def test_our_own_words_are_read_back(admin: Person, office: Office, working: Working) -> None:
    """What the lists of requests and offers say of matching comes in the same again."""
    bring(admin, office, ASKS, OFFERS)
    fits = ("dayparts", "per_week", "max_km", "forms", "interests", "wish_keys", "title")
    for table, model, role, names in (
        (requests, SupportRequest, "vraaggezin", ("home_languages", "required_language")),
        (offers, SupportOffer, "steungezin",
         ("age_from", "age_to", "pets", "smokes", "languages", "traits", "own_ages")),
    ):  # fmt: skip
        with working(admin.actor) as work:
            [before] = work.session.scalars(select(model))
            out = table(work)
        header = (*out.header, "Rol", "Voornaam", "Kinderen")
        rows: list[list[Cell]] = [[*row, role, "Samira", "Noah"] for row in out.rows]
        address = send(admin.browser, write_table("x", header, rows, "csv"))
        carry_out(admin.browser, office, address, "opnemen")
        with working() as work:
            [after] = work.session.scalars(select(model).where(model.id != before.id))
        for name in (*fits, *names):
            assert getattr(after, name) == getattr(before, name), name


def test_the_page_shows_the_columns_and_what_was_read(admin: Person) -> None:
    answer = admin.browser.post(
        "/importeren", {"file": (io.BytesIO(sheet(ASKS).content), "lijst.csv")}
    )
    page = admin.browser.get(answer.headers["Location"]).text
    assert "Voor de matching" in page and "Dag en dagdeel." in page
    address = send(admin.browser, sheet(ASKS, OFFERS))
    seen = admin.browser.get(f"{address}/controle").text
    assert "maandagmiddag en woensdagochtend" in seen and "het hele weekend" in seen
    example = read_table(admin.browser.get("/importeren/voorbeeld.csv").data, "x.csv")
    assert "ma middag, wo ochtend" in example.rows[0].texts
