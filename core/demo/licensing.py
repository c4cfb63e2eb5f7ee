"""A licence that ends soon, and what the Stichting shares with who works by its method."""

from datetime import timedelta

from sqlalchemy import select

from core.demo.plan import DEMO_TODAY, YEAR_START
from core.demo.town import Town
from core.work import Office
from tenants.console_log import ConsoleAct, note_act
from tenants.ids import new_id
from tenants.models import (
    LicenceGemeente,
    MethodDocument,
    MethodDocumentFile,
    MethodLicence,
    Organisation,
)

ENDS = DEMO_TODAY + timedelta(days=24)
DOCUMENTS = (
    (
        "document",
        "De eerste kennismaking",
        (
            "Kom als coördinator altijd zelf mee. Kies een plek waar kinderen kunnen spelen.\n\n"
            "Vraag na afloop iedereen apart of het goed voelt. Ook de kinderen."
        ),
    ),
    (
        "text",
        "Bericht voor een buurtapp",
        (
            "In uw buurt zoekt een gezin een gezin dat af en toe meeleeft: een middag spelen, een "
            "keer mee-eten. Heeft u thuis plek aan tafel? Bel de coördinator."
        ),
    ),
    (
        "lesson",
        "Begin klein",
        (
            "Een vaste woensdagmiddag houdt langer stand dan veel beloven. Spreek na zes weken af "
            "of het meer of minder mag."
        ),
    ),
)


def grant_licence(town: Town) -> None:
    """Let the organisation of a programme work by the method until a month from now."""
    licence_id = new_id()
    with town.office.database.console() as session:
        name = town.plan.organisation
        here = session.scalars(select(Organisation.id).where(Organisation.name == name)).one()
        session.add(
            MethodLicence(
                id=licence_id, variant="standard", organisation_id=here, from_on=YEAR_START,
                until=ENDS, most_couplings=10,
            )
        )  # fmt: skip
        session.flush()
        session.add(LicenceGemeente(licence_id=licence_id, area_code=town.plan.area_code))
        told = f"standard, {YEAR_START} – {ENDS}, {town.plan.area_code}"
        note_act(
            session, ConsoleAct(None, "licence.granted", "licence", str(licence_id), here, told)
        )


def share_documents(office: Office) -> None:
    """Put a few documents into the library; a text to use is there as a file too."""
    with office.database.console() as session:
        for kind, title, text in DOCUMENTS:
            document = MethodDocument(id=new_id(), kind=kind, title=title, text=text)
            session.add(document)
            session.flush()
            if kind == "text":
                session.add(_as_file(document))


def _as_file(document: MethodDocument) -> MethodDocumentFile:
    content = document.text.encode()
    return MethodDocumentFile(
        document_id=document.id, name=f"{document.title}.txt", kind="txt", size=len(content),
        content=content,
    )  # fmt: skip
