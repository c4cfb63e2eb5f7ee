"""A caseload of three hundred invented families as somebody kept it, with twenty slips in it."""

from core.spreadsheets.writing import Kind, TableFile, write_table

HEADER = [
    "Soort gezin", "Achternaam", "Voornaam", "Kinderen", "Woonplaats", "Postcode", "Telefoon",
    "E-mail", "Status", "Datum aanmelding", "Verwijzer", "Coördinator", "Hulpvraag of aanbod",
    "Wacht sinds", "Opmerkingen", "Koppelnummer", "Proef vanaf", "Definitief vanaf",
    "Veiligheidscheck", "VOG gezien", "BSN",
]  # fmt: skip
ROWS, BAD = 300, 20
SLIPS: tuple[dict[str, str], ...] = (
    {"Soort gezin": ""},
    {"Soort gezin": "pleeggezin"},
    {"Achternaam": ""},
    {"Voornaam": ""},
    {"Achternaam": "Lang" * 30},
    {"Telefoon": "06 12"},
    {"Telefoon": "bel moeder"},
    {"E-mail": "geen-adres"},
    {"Postcode": "39"},
    {"Datum aanmelding": "31-2-2026"},
    {"Datum aanmelding": "volgende week"},
    {"Datum aanmelding": "1-1-2031"},
    {"Status": "afgesloten"},
    {"Status": "raar"},
    {"Coördinator": "Onbekende Collega"},
    {"Verwijzer": "de buurman van Piet"},
    {"Kinderen": "2018"},
    {"Kinderen": "Noah (1950)"},
    {"Status": "gekoppeld", "Koppelnummer": ""},
    {"Status": "wachtend", "Wacht sinds": "1-1-2020"},
)


def row(number: int) -> dict[str, str]:
    """A family that is right: every third one gives support."""
    asks = number % 3 != 0
    return {
        "Soort gezin": "vraaggezin" if asks else "Steungezin",
        "Achternaam": f"Verzonnen{number}",
        "Voornaam": "=Samira" if number == 200 else "Samira",
        "Kinderen": f"Noah ({2012 + number % 10}), Mila 3-4-2019" if asks else "",
        "Woonplaats": "Rhenen",
        "Postcode": "3911 AB",
        "Telefoon": f"06{10000000 + number}",
        "E-mail": f"gezin{number}@voorbeeld.example",
        "Status": ("aangemeld", "wachtend", "")[number % 3] if asks else "beschikbaar",
        "Datum aanmelding": f"{1 + number % 28}-{1 + number % 9}-2026",
        "Verwijzer": "basisschool De Boom" if asks else "",
        "Hulpvraag of aanbod": "Een middag in de week",
        "Opmerkingen": "Belt liefst 's ochtends. BSN 111222333 stond in het dossier.",
        "BSN": "123456782",
    }


def caseload() -> list[dict[str, str]]:
    """The rows 2 to 301 of the file; each fourteenth from the tenth has its own slip."""
    rows = [row(number) for number in range(ROWS)]
    for which, slip in enumerate(SLIPS):
        rows[10 + 14 * which].update(slip)
    # Three couplings that run: two on trial or definitive, and one steungezin with two families.
    dates = {"Datum aanmelding": "1-2-2025", "Status": "gekoppeld", "Proef vanaf": "1-3-2025",
             "Veiligheidscheck": "10-2-2025", "VOG gezien": "11-2-2025"}  # fmt: skip
    for at, number in ((1, "K1"), (3, "K1"), (2, "K2"), (4, "K3"), (6, "K2, K3")):
        rows[at].update({**dates, "Koppelnummer": number})
    rows[1]["Definitief vanaf"] = "20-4-2025"
    return rows


def caseload_file(kind: Kind = "xlsx") -> TableFile:
    """The whole caseload as a file."""
    return write_table(
        "Gezinnen", HEADER, [[one.get(name, "") for name in HEADER] for one in caseload()], kind
    )
