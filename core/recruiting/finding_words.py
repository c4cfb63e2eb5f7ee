"""What the check says of a finding: what it is, and why it should be told more widely."""

from core.recruiting.recognising import Finding, Trace
from core.wording import Text, _l

TITLES: dict[Trace, Text] = {
    Trace.NAME: _l("“%(quote)s” is een naam"),
    Trace.CAPITAL: _l("“%(quote)s” lijkt een naam"),
    Trace.ORGANISATION: _l("“%(quote)s” is een school, club of organisatie"),
    Trace.ADDRESS: _l("“%(quote)s” lijkt een adres of buurt"),
    Trace.REACH: _l("“%(quote)s” is een telefoonnummer of e-mailadres"),
    Trace.BSN: _l("Er staat een burgerservicenummer in"),
    Trace.AGE: _l("“%(quote)s” zegt hoe oud iemand is"),
    Trace.DAY: _l("“%(quote)s” is een vaste dag of tijd"),
    Trace.CIRCUMSTANCE: _l("“%(quote)s” gaat over ziekte of over thuis"),
    Trace.ORIGIN: _l("“%(quote)s” gaat over taal, afkomst of geloof"),
    Trace.COPIED: _l("“%(quote)s” komt uit het dossier"),
    Trace.SMALL_PLACE: _l("“%(quote)s” is te precies bij wat er verder staat"),
    Trace.RARE: _l("“%(quote)s” past bij te weinig gezinnen"),
}
REASONS: dict[Trace, Text] = {
    Trace.NAME: _l("Een naam staat nooit in een zoekprofiel."),
    Trace.CAPITAL: _l("Een hoofdletter midden in een zin hoort meestal bij een naam."),
    Trace.ORGANISATION: _l("Wie daar ook komt, weet wie het is."),
    Trace.ADDRESS: _l("Met een straat of buurt is een gezin te vinden."),
    Trace.REACH: _l("Wie reageert, belt u. Nooit het gezin."),
    Trace.BSN: _l("Dat bewaren wij nergens."),
    Trace.AGE: _l("Met een leeftijd en een plaats weten mensen om wie het gaat."),
    Trace.DAY: _l("De dag kiest u later samen. Een vaste dag maakt een gezin herkenbaar."),
    Trace.CIRCUMSTANCE: _l("Dat hoort in het dossier, niet in een tekst voor iedereen."),
    Trace.ORIGIN: _l("In een kleine plaats is dat al genoeg om iemand te herkennen."),
    Trace.COPIED: _l("Wie het kind kent, herkent dit."),
    Trace.SMALL_PLACE: _l("Een wijk of dorp staat nooit samen met een dag, een tijd of een hobby."),
    Trace.RARE: _l("Er zijn daar naar schatting minder dan tien zulke gezinnen."),
}
LABELS: dict[Trace, Text] = {
    Trace.NAME: _l("Naam"),
    Trace.CAPITAL: _l("Naam"),
    Trace.ORGANISATION: _l("Organisatie"),
    Trace.ADDRESS: _l("Adres"),
    Trace.REACH: _l("Telefoon of mail"),
    Trace.BSN: _l("Nummer"),
    Trace.AGE: _l("Leeftijd"),
    Trace.DAY: _l("Dag"),
    Trace.CIRCUMSTANCE: _l("Thuis"),
    Trace.ORIGIN: _l("Afkomst"),
    Trace.COPIED: _l("Uit het dossier"),
    Trace.SMALL_PLACE: _l("Plaats"),
    Trace.RARE: _l("Zeldzaam"),
}


def title_of(found: Finding) -> str:
    """What was found, with the words of the text."""
    return TITLES[found.trace] % {"quote": found.quote}
