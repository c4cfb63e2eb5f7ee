"""Everything that fits the words, kind by kind; kinds without a line are left out."""

from core.search.families import find_families
from core.search.hits import Group, Source
from core.search.notes import find_notes
from core.search.referrals import find_referrals
from core.search.words import Words
from core.wording import _l
from core.work import Work

SOURCES = (
    Source(_l("Gezinnen"), find_families),
    Source(_l("Aanmeldingen"), find_referrals),
    Source(_l("Notities"), find_notes),
)


def search(work: Work, words: Words) -> tuple[Group, ...]:
    """One statement for each kind; the logbook records that was searched, and for what."""
    if not words:
        return ()
    work.record("search.made", "search", detail=words.text)
    groups = (source.group(work, words) for source in SOURCES)
    return tuple(group for group in groups if group.hits)
