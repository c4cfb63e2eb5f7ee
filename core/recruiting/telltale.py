"""Words that tell who somebody is, as patterns; and the wide sentences that stand in for them."""

import re
from typing import Final

from core.calendar.dayparts import WEEKEND
from core.recruiting.wording import DAYS

_NUMBERS = (
    "een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|"
    "zestien|zeventien|achttien"
)


def _any_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


ADDRESSES: Final = (
    re.compile(r"(?<!\d)[1-9]\d{3}\s?[A-Za-z]{2}(?!\w)"),
    re.compile(r"(?<!\d)\d{4}(?!\d)"),
    re.compile(r"\b[A-Z][\w'’-]*\s\d{1,4}\s?[a-z]?\b(?![.:]\d|\suur|\sjaar)"),
    _any_case(
        r"\b[\w'’-]*\w(?:straat|laan|plein|gracht|singel|kade|dreef|steeg|plantsoen|dijk)\b(?:\s\d+)?"
    ),
    re.compile(r"\b(?!Onderweg\b)[A-Z][\w'’-]*(?:weg|pad|hof|park|veld|berg|kamp|erf)\b"),
    _any_case(r"\b(?:in|bij|om)\s(?:de|het|onze|hun)\s(?:wijk|buurt|straat|flat)\b(?:\s[A-Z]\w+)?"),
    re.compile(r"\b[A-Z]\w+[- ](?:Noord|Oost|Zuid|West|Centrum)\b"),
)
ORGANISATIONS: Final = (
    re.compile(
        r"\b(?:\w*[Ss]chool|[Kk]inderdagverblijf|KDV|BSO|bso|[Oo]pvang|[Pp]euterspeelzaal|"
        r"[Cc]ollege|[Ll]yceum|[Cc]lub|[Vv]ereniging|[Kk]erk|[Mm]oskee|[Tt]urnclub|[Ss]couting)"
        r"\s(?:(?:[Dd]e|[Hh]et|’t|'t|van|St\.?)\s)*[A-Z][\w'’-]+"
    ),
    re.compile(r"\b[A-Z][\w'’-]*(?:school|college|lyceum)\b"),
    _any_case(r"\b(?:voetbal|hockey|tennis|zwem|turn|judo|korfbal|scouting)(?:club|vereniging)\b"),
)
AGES: Final = (
    _any_case(rf"\b(?:\d{{1,2}}|{_NUMBERS})\s?-?\s?(?:jaar|jarige?|jr|maanden)\b"),
    _any_case(r"\b(?:groep|klas)\s?(?:\d|een|twee|drie|vier|vijf|zes|zeven|acht)\b"),
    _any_case(r"\b(?:brugklas\w*|kleuters?|peuters?|baby|tiener|puber)\b"),
    _any_case(r"\b(?:geboren|verjaardag|jarig)\b"),
)
MOMENTS: Final = (
    _any_case(r"\b(?:maan|dins|woens|donder|vrij|zater|zon)dag\w*"),
    _any_case(r"\b\d{1,2}(?:[.:]\d{2})?\suur\b|\b\d{1,2}[.:]\d{2}\b"),
)
CIRCUMSTANCES: Final = _any_case(
    r"\b(?:adhd|add|odd|pdd\w*|ptss|autis\w*|asperger|depressie\w*|depressief|borderline|"
    r"bipola\w*|epilep\w*|diabet\w*|suikerziekte|kanker|reuma\w*|astma\w*|allergi\w*|verslaa?v\w*|"
    r"psych\w*|syndroom|handicap\w*|beperking\w*|gehandicapt\w*|rolstoel\w*|zie(?:k|ke|kte|ktes)|"
    r"ziekenhuis\w*|chronisch\w*|therap\w*|medic\w*|trauma\w*|burn-?out|angst\w*|hechting\w*|"
    r"mishandel\w*|geweld|scheiding\w*|gescheiden|weduw\w*|overleden|overlijden|sterfgeval|"
    r"schuld\w*|armoede|uithuis\w*|jeugdzorg|ots|voogd\w*|pleeg\w*|detentie|gevangenis\w*|"
    r"tweeling\w*|drieling\w*|zwanger\w*|doof|blind|slechtziend\w*|slechthorend\w*)\b"
)
ORIGINS: Final = _any_case(
    r"\b(?:vluchteling\w*|asiel\w*|statushouder\w*|syri\w*|eritre\w*|turk\w*|marok\w*|arabi\w*|"
    r"oekra[iï]\w*|pools\w*|polen|tigrinya|farsi|dari|iran\w*|irak\w*|afghaan\w*|afghanistan|"
    r"somali\w*|engels\w*|spaans\w*|frans|franse|duits\w*|surina\w*|antilli\w*|moslim\w*|islam\w*|"
    r"christe\w*|joods\w*|hindoe\w*|katholiek\w*|gereformeerd\w*)\b"
)

WIDE: Final = (
    "Samen buiten spelen is fijn.",
    "Samen sporten of bewegen is fijn.",
    "Samen iets maken of knutselen is fijn.",
    "Samen lezen of een spel doen is fijn.",
    "Samen koken en eten is fijn.",
    "Gewoon even praten is fijn.",
)
"""Sentences that fit so many that they say of nobody who it is: the check lets them through."""
_INSTEAD = (
    (_any_case(r"buiten|dier|hond|kat|paard|konijn|natuur|bos|tuin|fiets|boerderij"), WIDE[0]),
    (_any_case(r"sport|voetbal|zwem|turn|judo|hockey|tennis|dans|ren|schaats"), WIDE[1]),
    (_any_case(r"knutsel|teken|lego|bouw|maken|klei|schilder|muziek|gitaar|piano"), WIDE[2]),
    (_any_case(r"lees|lezen|boek|spel|puzzel|game|schaak"), WIDE[3]),
    (_any_case(r"kook|koken|bak|eten"), WIDE[4]),
    (_any_case(r"praat|praten|luister|koffie|aanspraak"), WIDE[5]),
)


_HOUSES = _any_case(
    r"\b(?:basisschool|school|obs|cbs|rkbs|kinderdagverblijf|kdv|bso|kinderopvang|peuteropvang|"
    r"praktijk|huisartsenpraktijk|huisarts|bibliotheek|kerk|moskee|stichting|vereniging|de|het|"
    r"cjg|sociaal team|team|gemeente|buurthuis|van)\b"
)
_SHORTEST = 4


def own_part(name: str, area: str) -> str:
    """What of an organisation's name is its own: "Regenboog" of "Basisschool De Regenboog".

    The whole name when nothing else is left but where it stands; nothing when that says nothing.
    """
    own = " ".join(_HOUSES.sub(" ", name).split())
    if len(own) >= _SHORTEST and own.casefold() != area.casefold():
        return own
    return name.strip() if len(name.strip()) >= _SHORTEST else ""


def widely(words: str) -> str:
    """The wide sentence for what stands in these words; nothing when none fits."""
    return next((wide for pattern, wide in _INSTEAD if pattern.search(words)), "")


def how_often(key: str) -> str:
    """How often dayparts come to, as a choice that names none: a weekend day, or once a week."""
    mask = int(key.removeprefix(DAYS))
    return "fortnight" if mask and not mask & ~WEEKEND else "weekly"
