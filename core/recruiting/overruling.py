"""Keeping a warning that is a false alarm: a capital that is no name, with a reason, on record."""

from dataclasses import replace
from uuid import UUID

from core.bsn import without_bsn
from core.errors import Refused
from core.recruiting.access import access_profile
from core.recruiting.known import known_of
from core.recruiting.models import SearchProfileVersion
from core.recruiting.overruled import Overruled
from core.recruiting.recognising import MAY_BE_FALSE, Finding, Known, findings
from core.recruiting.writing import keep_checked, read_checked, read_choices
from core.wording import _
from core.work import Work

LONGEST_REASON = 200


def overrule(work: Work, profile_id: UUID, key: str, reason: str) -> None:
    """Keep words that are a false alarm, with who says so and why; a colleague reads them again.

    Raises Refused without a reason, and for what nobody may overrule (all but `MAY_BE_FALSE`).
    """
    found = access_profile(work, profile_id)
    fields, sentence = read_choices(work, found.version)
    known = known_of(work, found.request)
    one = next((one for one in findings(fields, sentence, known) if one.key == key), None)
    if one is None:
        raise Refused(_("De tekst is intussen gewijzigd. Kijk de tekst opnieuw na."))
    if one.trace not in MAY_BE_FALSE:
        raise Refused(_("Deze waarschuwing kunt u niet weghalen. Maak de tekst grover."))
    if not reason.strip():
        raise Refused(_("Schrijf op waarom “%(words)s” geen naam is.", words=one.quote))
    version, checked = found.version, read_checked(work, found.version)
    told = without_bsn(reason.strip())[:LONGEST_REASON]
    said = Overruled(one.trace, one.quote, told, work.actor.id, work.today)
    kept = tuple(e for e in checked.overruled if e.quote != one.quote)
    keep_checked(work, version, replace(checked, overruled=(*kept, said)))
    version.reread_by = version.reread_on = version.reread_digest = None
    work.record("search_profile.overruled", "search_profile", profile_id, one.trace)


def still_found(work: Work, version: SearchProfileVersion, known: Known) -> tuple[Finding, ...]:
    """What may tell who it is in this text, without what somebody said is a false alarm.

    A word of which somebody has the name since then is found again.
    """
    overruled = {one.quote for one in read_checked(work, version).overruled}
    found = findings(*read_choices(work, version), known)
    return tuple(
        one for one in found if one.trace not in MAY_BE_FALSE or one.quote not in overruled
    )
