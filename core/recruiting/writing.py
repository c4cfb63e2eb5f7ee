"""Writing a profile: its text, making it wider, putting that back, and a second reader."""

import json
import secrets
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.errors import Refused
from core.matching.access import access_request
from core.matching.models import RequestState
from core.recruiting.access import Opened, access_profile, newest_version, text_of_version
from core.recruiting.channels import add_channels
from core.recruiting.known import known_of
from core.recruiting.models import ProfileState, SearchProfile, SearchProfileVersion
from core.recruiting.overruled import Overruled, overruled_of
from core.recruiting.proposing import Coarsened, coarsened_of, propose
from core.recruiting.recognising import SENTENCE, coarser, findings
from core.recruiting.texts import keep_text
from core.recruiting.wording import Fields, fields_of, text_of
from core.wording import _
from core.work import Work
from tenants.ids import new_id

LONGEST = 300
USUAL_DAYS = 56
"""A profile is shown eight weeks, unless another day is chosen."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_CODE_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Checked:
    """What is kept of the check: what was made wider, who wrote last, and the false alarms."""

    done: tuple[Coarsened, ...] = ()
    by: UUID | None = None
    overruled: tuple[Overruled, ...] = ()


def start_profile(work: Work, request_id: UUID, fields: Fields, sentence: str = "") -> UUID:
    """Begin a profile for a request; raises Refused when nobody is looked for, or one is open."""
    request = access_request(work, request_id)
    if request.state != RequestState.OPEN:
        raise Refused(_("Voor deze hulpvraag zoekt u nu niemand. Open de hulpvraag eerst weer."))
    if unfinished_profile(work, request_id):
        raise Refused(_("Er is al een zoekprofiel voor deze hulpvraag. Ga daarmee verder."))
    done = tuple(one for one in propose(work, request).done if getattr(fields, one.part) != one.old)
    return _start(work, fields, sentence, done, request_id=request_id)


def start_from_advice(work: Work, fields: Fields, advice: dict[str, Any]) -> UUID:
    """Begin a profile from an advice that serves several requests; `advice` says which one."""
    return _start(work, fields, "", (), from_advice=advice)


def unfinished_profile(work: Work, request_id: UUID) -> UUID | None:
    """The profile of a request that is written or shown now."""
    wanted = select(SearchProfile.id).where(
        SearchProfile.request_id == request_id,
        SearchProfile.state.in_((ProfileState.DRAFT, ProfileState.PUBLISHED)),
    )
    return work.session.scalars(wanted.order_by(SearchProfile.id.desc()).limit(1)).one_or_none()


def _start(
    work: Work, fields: Fields, sentence: str, done: tuple[Coarsened, ...], **about: Any
) -> UUID:
    _check_length(sentence)
    profile = SearchProfile(
        id=new_id(),
        code=_new_code(work),
        state=ProfileState.DRAFT,
        until=work.today + timedelta(days=USUAL_DAYS),
        created_on=work.today,
        made_by=work.actor.id,
        **about,
    )
    work.add(profile)
    version = SearchProfileVersion(id=new_id(), profile_id=profile.id, number=1)
    _keep(work, version, fields, sentence, Checked(done, work.actor.id))
    work.add(version)
    add_channels(work, profile)
    work.record("search_profile.started", "search_profile", profile.id)
    return profile.id


def _new_code(work: Work) -> str:
    """A short code that is not taken here; it says nothing."""
    while True:
        code = "".join(secrets.choice(_LETTERS) for _number in range(_CODE_LENGTH))
        taken = select(func.count(SearchProfile.id)).where(SearchProfile.code == code)
        if not work.session.scalar(taken):
            return code


def write_text(work: Work, profile_id: UUID, fields: Fields, sentence: str) -> None:
    """Keep another text; after a publication it is a new version. Raises Refused when too long.

    What the family agreed to and what a colleague read lapses as soon as one word differs.
    """
    found = access_profile(work, profile_id)
    _check_length(sentence)
    version, before = found.version, read_choices(work, found.version)
    if (fields, sentence.strip()) == before:
        return
    checked = read_checked(work, version)
    changed = {
        name for name in Fields.__slots__ if getattr(fields, name) != getattr(before[0], name)
    }
    if sentence.strip() != before[1]:
        changed.add(SENTENCE)
    done = tuple(one for one in checked.done if one.part not in changed)
    _keep_next(work, found, fields, sentence, done)


def make_coarser(work: Work, profile_id: UUID, key: str) -> None:
    """Tell one finding more widely; one that is not there any more is no error."""
    found = access_profile(work, profile_id)
    fields, sentence = read_choices(work, found.version)
    known = known_of(work, found.request)
    one = next((one for one in findings(fields, sentence, known) if one.key == key), None)
    if one is None:
        return
    wider, told = coarser(fields, sentence, one)
    old = sentence if one.part == SENTENCE else getattr(fields, one.part)
    before, after = _words(work, fields, sentence, one.part), _words(work, wider, told, one.part)
    checked = read_checked(work, found.version)
    earlier = next((e for e in checked.done if e.part == one.part), None)
    if earlier and one.part == SENTENCE:
        before, old = earlier.before, earlier.old
    entry = Coarsened(one.trace, one.part, before, after, old)
    kept = tuple(e for e in checked.done if e.part != one.part)
    _keep_next(work, found, wider, told, (*kept, entry))
    work.record("search_profile.coarsened", "search_profile", profile_id, one.trace)


def put_back(work: Work, profile_id: UUID, part: str) -> None:
    """Tell it as it was before it was made wider; the check will find it again."""
    found = access_profile(work, profile_id)
    checked = read_checked(work, found.version)
    one = next((one for one in checked.done if one.part == part), None)
    if one is None:
        return
    fields, sentence = read_choices(work, found.version)
    if part == SENTENCE:
        sentence = one.old
    else:
        fields = replace(fields, **{part: one.old})
    _keep_next(work, found, fields, sentence, tuple(e for e in checked.done if e is not one))


def _words(work: Work, fields: Fields, sentence: str, part: str) -> str:
    text = text_of(fields, sentence, work.tenant.name)
    return {"who": text.title, SENTENCE: sentence}.get(part, text.lines[0])


def _check_length(sentence: str) -> None:
    if len(sentence) > LONGEST:
        raise Refused(_("Maak de zin korter: hoogstens %(count)s tekens.", count=LONGEST), SENTENCE)


def _keep_next(
    work: Work, found: Opened, fields: Fields, sentence: str, done: tuple[Coarsened, ...]
) -> None:
    """Write into the version that is worked on; a published one stays as it is."""
    version = found.version
    checked = read_checked(work, version)
    # Another sentence may give the same word another meaning.
    is_same = sentence.strip() == read_choices(work, version)[1]
    overruled = checked.overruled if is_same else ()
    is_new = version.published_on is not None
    if is_new:
        version = SearchProfileVersion(
            id=new_id(), profile_id=found.profile.id, number=version.number + 1
        )
    _keep(work, version, fields, sentence, Checked(done, work.actor.id, overruled))
    if is_new:
        work.add(version)
    if found.profile.state not in (ProfileState.DRAFT, ProfileState.PUBLISHED):
        found.profile.state = ProfileState.DRAFT
    work.record("search_profile.written", "search_profile", found.profile.id)


def _keep(
    work: Work, version: SearchProfileVersion, fields: Fields, sentence: str, checked: Checked
) -> None:
    sealed, seal = SearchProfileVersion, work.vault.seal_optional
    text = text_of(fields, sentence, work.tenant.name)
    version.fields = fields.as_dict()
    version.sentence = seal(sealed.sentence, version.id, sentence.strip() or None)
    keep_text(work, version, text)
    keep_checked(work, version, checked)
    if version.approved_digest != text.digest:
        version.approved_on = version.approved_how = version.approved_digest = None
    if version.reread_digest != text.digest:
        version.reread_by = version.reread_on = version.reread_digest = None


def keep_checked(work: Work, version: SearchProfileVersion, checked: Checked) -> None:
    """Keep with a version what came of its check."""
    told = {
        "done": [one.as_dict() for one in checked.done],
        "by": str(checked.by) if checked.by else None,
        "overruled": [one.as_dict() for one in checked.overruled],
    }
    kept = json.dumps(told, ensure_ascii=False)
    version.checked = work.vault.seal(SearchProfileVersion.checked, version.id, kept)


def read_choices(work: Work, version: SearchProfileVersion) -> tuple[Fields, str]:
    """What was chosen for a version, and the sentence that was added."""
    told = work.vault.open(SearchProfileVersion.sentence, version.id, version.sentence)
    return fields_of(version.fields), told


def read_checked(work: Work, version: SearchProfileVersion) -> Checked:
    """What was made wider in a version, and who wrote it last."""
    kept = work.vault.open(SearchProfileVersion.checked, version.id, version.checked)
    told = json.loads(kept) if kept else {}
    done = tuple(coarsened_of(one) for one in told.get("done", ()))
    overruled = tuple(overruled_of(one) for one in told.get("overruled", ()))
    return Checked(done, UUID(told["by"]) if told.get("by") else None, overruled)


def approve(work: Work, profile_id: UUID, on: date, how: str, digest: str) -> None:
    """Record that the family agreed to exactly the text with this digest (in hex).

    Raises Refused when that is not the text any more, or the day is still to come.
    """
    found = access_profile(work, profile_id)
    text = text_of_version(work, found.version)
    if digest != text.digest.hex():
        raise Refused(_("De tekst is intussen gewijzigd. Lees de nieuwe tekst voor."))
    if on > work.today:
        raise Refused(_("Deze dag is nog niet geweest. Kies vandaag of eerder."), "approved_on")
    if on < found.profile.created_on:
        raise Refused(_("Toen was deze tekst er nog niet. Kies een latere dag."), "approved_on")
    version = found.version
    version.approved_on, version.approved_how = on, how
    version.approved_digest = text.digest
    work.record("search_profile.approved", "search_profile", profile_id)


def reread(work: Work, profile_id: UUID, digest: str) -> None:
    """A second person has read the text and would not know whose it is.

    The reader needs no access to the family's file: what everybody may read soon is all there is.
    Raises Refused for who wrote it, and when the text has changed.
    """
    profile = work.find(SearchProfile, profile_id)
    version = newest_version(work, profile.id)
    text = text_of_version(work, version)
    if work.actor.id is None or read_checked(work, version).by == work.actor.id:
        raise Refused(_("U schreef deze tekst zelf. Vraag een collega om hem te lezen."))
    if digest != text.digest.hex():
        raise Refused(_("De tekst is intussen gewijzigd. Lees de nieuwe tekst."))
    version.reread_by, version.reread_on = work.actor.id, work.today
    version.reread_digest = text.digest
    work.record("search_profile.reread", "search_profile", profile_id)
