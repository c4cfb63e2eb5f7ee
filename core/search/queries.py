"""Everything that fits the words, kind by kind; kinds without a line are left out."""

from core.search.families import find_families
from core.search.hits import Group, Source
from core.search.notes import find_notes
from core.search.partners import find_partners
from core.search.referrals import find_referrals
from core.search.words import Words
from core.wording import _l
from core.work import Work

SOURCES = (
    Source(_l("Gezinnen"), find_families),
    Source(_l("Aanmeldingen"), find_referrals),
    Source(_l("Netwerk"), find_partners),
    Source(_l("Notities"), find_notes),
)


def search(work: Work, words: Words) -> tuple[Group, ...]:
    """What fits, one statement for each kind; the logbook records what was searched for."""
    if words:
        work.record("search.made", "search", detail=words.text)
    return suggest(work, words)


def suggest(work: Work, words: Words) -> tuple[Group, ...]:
    """As `search`, while somebody is still typing: nothing is recorded."""
    if not words:
        return ()
    groups = (source.group(work, words) for source in SOURCES)
    return tuple(group for group in groups if group.hits)
