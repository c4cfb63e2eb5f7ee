"""What can be read from a file: our fields in the words of the work, and how columns are called."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.wording import Text, _l


@dataclass(frozen=True, slots=True)
class Column:
    """Something that a column may hold; `words` are headers by which it is recognised."""

    key: str
    label: Text
    words: tuple[str, ...]
    example: str
    hint: Text | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together on the page."""

    title: Text
    columns: tuple[Column, ...]


_MATCHING: Final = Group(_l("Voor de matching"), (
    Column("for_whom", _l("Voor wie"), ("voor wie", "voor welk kind"), "kind",
           _l("Kind of ouder, of de voornaam. Een steungezin kan ook kind en ouder zeggen.")),
    Column("support_forms", _l("Soort steun"), ("soort steun", "vorm", "vorm van steun",
           "soorten steun"), "Een vast dagdeel in de week"),
    Column("dayparts", _l("Wanneer"), ("wanneer", "dagdelen", "dagdeel", "dagen",
           "beschikbaarheid"), "ma middag, wo ochtend",
           _l("Dag en dagdeel. Zonder dagdeel is het de hele dag.")),
    Column("per_week", _l("Keer per week"), ("keer per week", "hoe vaak", "frequentie",
           "aantal keer per week"), "1"),
    Column("max_km", _l("Hoe ver"), ("hoe ver", "afstand", "max km", "km", "kilometers",
           "maximale afstand", "reisafstand"), "10 km"),
    Column("ages", _l("Leeftijd van een kind dat kan komen"), ("leeftijd van een kind",
           "leeftijden", "leeftijd", "leeftijd kind", "leeftijd van kinderen"), "4-8 jaar",
           _l("Alleen bij een steungezin.")),
    Column("age_from", _l("Jongste leeftijd"), ("jongste leeftijd", "leeftijd vanaf"), "",
           _l("Alleen bij een steungezin, als jongste en oudste elk een kolom hebben.")),
    Column("age_to", _l("Oudste leeftijd"), ("oudste leeftijd", "leeftijd tot en met"), "",
           _l("Alleen bij een steungezin, als jongste en oudste elk een kolom hebben.")),
    Column("avoid", _l("Waar het vraaggezin niet tegen kan"), ("allergie", "allergieen",
           "kan niet tegen", "waar kan dit gezin niet tegen"), "katten, roken in huis",
           _l("Schrijf geen als het gevraagd is. Een lege cel is nog niet gevraagd.")),
    Column("pets", _l("Huisdieren van het steungezin"), ("huisdieren", "dieren", "huisdier"),
           "", _l("Schrijf geen als het gevraagd is. Een lege cel is nog niet gevraagd.")),
    Column("smokes", _l("Rookt het steungezin binnen?"), ("roken", "rookt", "rookt binnen"),
           "", _l("Ja of nee. Alleen bij een steungezin.")),
    Column("languages", _l("Talen die het gezin thuis spreekt"), ("talen", "talen thuis",
           "thuistaal", "thuistalen"), "Nederlands, Turks"),
    Column("required_language", _l("Taal die nodig is"), ("taal die nodig is",
           "taal nodig", "nodige taal"), "", _l("Alleen bij een vraaggezin.")),
    Column("interests", _l("Houdt van"), ("houdt van", "interesses", "interesse", "hobby s",
           "hobbys", "hobby"), "fietsen, koken"),
    Column("wish_keys", _l("Wensen"), ("wensen", "zoekt een gezin met", "wenst"),
           "een tuin, een rustig huis",
           _l("Wat het ene gezin graag ziet bij het andere, met een komma ertussen.")),
    Column("traits", _l("Wat er is of goed is om te weten"), ("wat er is", "goed om te weten",
           "kenmerken"), "kan zwemmen",
           _l("Bij een steungezin: wat er is. Bij een vraaggezin: hoe het kind is.")),
    Column("own_ages", _l("Leeftijd van eigen kinderen"), ("leeftijd van eigen kinderen",
           "leeftijd eigen kinderen", "eigen kinderen"), "",
           _l("Alleen bij een steungezin. Schrijf geen als er geen kinderen thuis zijn.")),
))  # fmt: skip
GROUPS: Final = (
    Group(_l("Het gezin"), (
        Column("role", _l("Vraaggezin of steungezin"), ("rol", "soort gezin", "type", "soort",
               "vraag of steun", "vraaggezin of steungezin"), "vraaggezin",
               _l("In de cellen staat vraaggezin of steungezin."), required=True),
        Column("family_name", _l("Achternaam of naam van het gezin"), ("achternaam", "gezin",
               "gezinsnaam", "naam gezin", "familienaam", "naam", "familie"), "Jansen",
               required=True),
        Column("first_name", _l("Voornaam van de ouder of volwassene"), ("voornaam", "ouder",
               "contactpersoon", "voornaam ouder", "roepnaam", "moeder"), "Samira", required=True),
        Column("partner", _l("Voornaam van de tweede ouder of volwassene"), ("partner",
               "voornaam partner", "tweede ouder", "vader"), "Karim"),
        Column("children", _l("Kinderen"), ("kinderen", "kind", "namen kinderen", "kind en"),
               "Noah (2018), Mila (2021)",
               _l("Voornaam met geboortejaar of geboortedatum, met een komma ertussen.")),
        Column("place", _l("Plaats"), ("plaats", "woonplaats", "stad", "dorp"), "Rhenen"),
        Column("postcode4", _l("Postcode"), ("postcode", "pc", "postcode4", "pc4"), "3911"),
        Column("address", _l("Straat en huisnummer"), ("adres", "straat", "straat en huisnummer"),
               "Dorpsstraat 1"),
        Column("language", _l("Taal"), ("taal", "spreektaal", "voorkeurstaal"), "Nederlands"),
    )),
    Group(_l("Bereiken"), (
        Column("phone", _l("Telefoonnummer"), ("telefoon", "telefoonnummer", "tel", "mobiel", "06",
               "telnr", "gsm"), "06 00 00 00 01"),
        Column("email", _l("E-mailadres"), ("e mail", "email", "mail", "e mailadres", "mailadres",
               "emailadres"), "samira@voorbeeld.example"),
    )),
    Group(_l("Hoe het ervoor staat"), (
        Column("status", _l("Status"), ("status", "fase", "stand"), "wachtend",
               _l("Aangemeld, wachtend of gekoppeld. Afgesloten gezinnen nemen we niet over. Een "
                  "hulpvraag of aanbod maken we pas vanaf wachtend.")),
        Column("signed_up_on", _l("Aangemeld op"), ("aangemeld op", "datum aanmelding",
               "aanmelddatum", "aanmelding", "aangemeld", "startdatum", "sinds"), "12-3-2026"),
        Column("source", _l("Aangemeld door"), ("bron", "verwijzer", "aangemeld door",
               "verwezen door", "doorverwezen door", "herkomst"), "school"),
        Column("coordinator", _l("Coördinator"), ("coordinator", "coordinator naam", "behandelaar",
               "eigenaar", "medewerker"), "",
               _l("De naam of het e-mailadres van een medewerker hier.")),
        Column("title", _l("Hulpvraag of aanbod in een paar woorden"), ("hulpvraag", "vraag",
               "aanbod", "hulpvraag of aanbod", "wens"), "Een vaste middag in de week"),
        Column("waiting_since", _l("Wacht sinds"), ("wacht sinds", "wachtend sinds",
               "wachtlijst sinds", "beschikbaar sinds"), "1-4-2026"),
        Column("capacity", _l("Hoeveel gezinnen het steungezin kan helpen"), ("capaciteit",
               "plekken", "aantal plekken"), "1"),
        Column("contact_on", _l("Laatste contact op"), ("laatste contact", "laatste contact op",
               "datum laatste contact", "contact"), "20-10-2026"),
        Column("notes", _l("Notities"), ("notitie", "notities", "opmerking", "opmerkingen",
               "bijzonderheden", "toelichting"), "Belt het liefst 's ochtends.",
               _l("Komt verzegeld in het dossier.")),
    )),
    _MATCHING,
    Group(_l("Lopende koppeling"), (
        Column("coupling", _l("Nummer van de koppeling"), ("koppeling", "koppelnummer",
               "koppelingsnummer", "nummer koppeling", "match", "matchnummer"), "K1",
               _l("Hetzelfde nummer bij het vraaggezin en bij het steungezin.")),
        Column("trial_from", _l("Proefperiode vanaf"), ("proef vanaf", "proefperiode vanaf",
               "start proefperiode", "start koppeling", "gekoppeld op", "proefperiode"),
               "1-5-2026"),
        Column("active_from", _l("Definitief vanaf"), ("definitief vanaf", "definitief",
               "definitief op"), "15-6-2026"),
        Column("safety_on", _l("Veiligheidscheck gedaan op"), ("veiligheidscheck",
               "veiligheidscheck op", "veiligheidscheck gedaan op"), "20-3-2026",
               _l("Nodig bij een lopende koppeling, bij het vraaggezin.")),
        Column("vog_on", _l("VOG gezien op"), ("vog", "vog gezien", "vog gezien op", "datum vog"),
               "2-4-2026", _l("Nodig bij een lopende koppeling, bij het steungezin.")),
    )),
)  # fmt: skip
FOR_MATCHING: Final = tuple(column.key for column in _MATCHING.columns)
COLUMNS: Final = {column.key: column for group in GROUPS for column in group.columns}
BSN_WORDS: Final = ("bsn", "burgerservice", "sofi")
OWN_HEADERS: Final = ("rij", "reden")
"""What the file of failed rows adds: never taken for anything of ours."""


def plain(header: str) -> str:
    """A header without capitals, accents and signs, to compare by."""
    bare = unicodedata.normalize("NFKD", header).encode("ascii", "ignore").decode().lower()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare).split())


def is_bsn_header(header: str) -> bool:
    """Whether a column by its name holds what may not be kept."""
    return any(word in plain(header) for word in BSN_WORDS)


def guess(header: Sequence[str], known: Mapping[str, str]) -> dict[str, int]:
    """In which column each of our fields seems to stand.

    `known` are the fields of headers as somebody chose them before, by their plain form.
    """
    found: dict[str, int] = {}
    names = [plain(one) for one in header]
    for number, name in enumerate(names):
        if (key := known.get(name)) in COLUMNS and name not in OWN_HEADERS:
            found.setdefault(str(key), number)
    for key, column in COLUMNS.items():
        free = [n for n in range(len(names)) if n not in found.values()]
        best = _best(column, names, free)
        if key not in found and best is not None:
            found[key] = best
    return found


def _best(column: Column, names: Sequence[str], free: Sequence[int]) -> int | None:
    words = [plain(word) for word in (*column.words, str(column.label))]
    for word in words:
        for number in free:
            if names[number] == word:
                return number
    return None
