"""The morning of a coordinator: at a desk, on a large screen, much of it by keyboard."""

from io import BytesIO
from pathlib import Path

from playwright.sync_api import expect
from python_calamine import CalamineWorkbook
from sqlalchemy import func, update

from core.accounts.models import AccountSession
from core.accounts.sessions import IDLE
from core.documents.pdf import make_pdf
from tests.browser import getting_ready
from tests.browser.morning import NOTED, Morning
from tests.browser.people import Person
from tests.browser.running import PASSWORD

CORRECTED = "Elif vertelt dat Mila op donderdag zwemt."
MATTERS = "Samen eten, en elke avond voorlezen."


def at_half_past_eight_the_week(marit: Person, morning: Morning) -> None:
    """The first screen says what there is to do; one sign-up is a family that is there already."""
    marit.logs_in(f"{morning.home}/inloggen", morning.marit)
    marit.sees("Het is maandag 23 november", "Gesprek", "De Brink 4", "2 nieuwe aanmeldingen")
    marit.follows("Aanmeldingen", inside="Hoofdmenu")
    marit.follows("Jorien Verhoef")
    marit.sees("Lijkt op een gezin dat er al is", "Verhoef, Rhenen")
    marit.presses("Het is hetzelfde gezin: Verhoef")
    marit.sees("De aanmelding hoort nu bij dit gezin.", "Aangemeld door het gezin zelf")


def at_nine_by_keyboard(marit: Person) -> None:
    """ "/" opens the search on any page; arrows and Enter lead to the family."""
    keys = marit.page.keyboard
    keys.press("/")
    keys.type("okaf")
    expect(marit.page.get_by_role("option").first).to_contain_text("Okafor")
    keys.press("ArrowDown")
    with marit.page.expect_navigation(wait_until="load"):
        keys.press("Enter")
    expect(marit.page.get_by_role("heading", level=1)).to_have_text("Gezin Okafor")


def then_takes_the_referral_in(marit: Person) -> None:
    """A file, and the intake planned."""
    marit.follows("Aanmeldingen", inside="Hoofdmenu")
    getting_ready.accepts_the_family(marit)
    getting_ready.plans_the_intake(marit, "25-11-2026")


def at_twenty_to_ten_the_login_ends(marit: Person, morning: Morning) -> None:
    """In the middle of the longest form of all; one click brings back what was typed."""
    marit.follows("Intake", inside="Dossier")
    marit.types("Wat vindt het gezin belangrijk in de opvoeding?", MATTERS)
    marit.types("Wat wil het gezin zelf bereiken?", getting_ready.GOAL)
    with morning.house.office.work(morning.tenant) as work:
        work.session.execute(update(AccountSession).values(last_seen_at=func.now() - IDLE))
    marit.presses("Bewaar intake")
    marit.sees("U was uitgelogd")
    marit.types("E-mailadres", morning.marit.email)
    marit.types("Wachtwoord", PASSWORD)
    marit.presses("Log in")
    marit.sees("U hebt hier een concept van vandaag")
    marit.follows("Terugzetten")
    marit.sees_typed("Wat vindt het gezin belangrijk in de opvoeding?", MATTERS)
    marit.sees_typed("Wat wil het gezin zelf bereiken?", getting_ready.GOAL)


def at_a_quarter_past_ten_a_note_is_corrected(marit: Person) -> None:
    """The note of Friday names the wrong day: what it said stays to be read."""
    getting_ready.opens_the_file(marit, "Aydin-de Wit")
    marit.sees(NOTED)
    marit.follows("Verbeteren")
    marit.types("Wat is besproken?", CORRECTED, inside="Tijdlijn")
    marit.presses("Bewaar de verbetering")
    marit.sees(CORRECTED, "1 eerdere versie")


def at_eleven_a_report_is_added(marit: Person, morning: Morning) -> None:
    """A report may come along; a VOG may not, and the page says why and what to do instead."""
    report = make_pdf("Verslag van het gesprek op school", {}, title="Verslag", author="Marit",
                      on=morning.house.today)  # fmt: skip
    marit.follows("Bijlagen", inside="Dossier")
    _brings(marit, "VOG.pdf", report)
    marit.presses_in_vain("Voeg toe", "Dit lijkt een VOG of een identiteitsbewijs.")
    marit.sees("Noteer alleen dat u het zag en wanneer")
    _brings(marit, "verslag school.pdf", report)
    marit.presses("Voeg toe")
    marit.sees("verslag school.pdf")
    with marit.page.expect_download() as waiting:
        marit.page.get_by_role("link", name="Download").first.click()
    assert waiting.value.path().read_bytes().startswith(b"%PDF-")


def at_half_past_eleven_the_school(marit: Person) -> None:
    """A visit noted in seconds."""
    marit.follows("Netwerk", inside="Hoofdmenu")
    marit.follows("Noteer: Basisschool De Regenboog")
    marit.picks("Hoe", "Bedankt")
    marit.types("Met wie", "Tineke Vos")
    marit.types("Waar ging het over?", "Taart gebracht, en verteld dat het goed loopt.")
    marit.presses("Bewaar", inside="Noteren")
    marit.sees("Taart gebracht", "Bedankt")


def at_noon_the_list(marit: Person) -> None:
    """The list of families, read by a program that is not ours."""
    marit.follows("Gezinnen", inside="Hoofdmenu")
    with marit.page.expect_download() as waiting:
        marit.page.get_by_role("link", name="Excel (XLSX)").click()
    content = Path(waiting.value.path()).read_bytes()
    [name] = CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names[:1]
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(name).to_python()
    families = {str(cell) for row in rows for cell in row}
    assert {"Aydin-de Wit", "Okafor", "El Amrani"} <= families
    marit.page.wait_for_load_state()


def _brings(marit: Person, name: str, content: bytes) -> None:
    chosen = {"name": name, "mimeType": "application/pdf", "buffer": content}
    marit.page.get_by_label("Welk bestand?").set_input_files(chosen)  # type: ignore[arg-type]
    marit.page.get_by_label("Dit is geen VOG").check()
