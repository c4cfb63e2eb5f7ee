"""Mailing a profile to people of the network: "Kent u een gezin?", each with a link of its own.

It is sent for as long as it stands in public, once to a person, and never to whoever signed the
family up. What was approved is what is sent, to the letter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from core.errors import NotFound, Refused
from core.mail.services import send_mail
from core.mail.texts import written
from core.recruiting.access import access_profile
from core.recruiting.letter_kinds import TO_NETWORK
from core.recruiting.material import link_of
from core.recruiting.models import ProfileMail, ProfileRecipient, SearchProfile
from core.recruiting.placing import organisation_channel
from core.recruiting.publishing import PublicProfile, published
from core.recruiting.recipients import Person, Reach, people_to_mail
from core.recruiting.stopping import STOP_PATH, stop_address
from core.recruiting.texts import PublicText
from core.wording import _, in_dutch
from core.work import Work
from tenants.ids import new_id

KIND = "search_profile.network"
MOST = 50
"""So many at once: who asks the whole neighbourhood by mail is not read by it."""
_SEEKS = " zoekt "
_UNKNOWN = "…"


@dataclass(frozen=True, slots=True)
class Preview:
    """The mail as the first of several gets it; who else gets it, and what the text was."""

    subject: str
    body: str
    people: tuple[Person, ...]
    digest: str


def preview_mail(work: Work, profile_id: UUID, contact_ids: Sequence[UUID]) -> Preview:
    """The mail before it goes: its links are made at the sending. Raises as `mail_profile`."""
    profile = access_profile(work, profile_id).profile
    shown = _shown(work, profile)
    people = _chosen(work, profile, contact_ids)
    links = (
        link_of(work, f"{shown.code}-{_UNKNOWN}"),
        _poster_of(work, f"{shown.code}-{_UNKNOWN}"),
        work.address(STOP_PATH + _UNKNOWN),
    )
    return Preview(*_letter(work, shown, people[0], *links), people, _digest(shown))


def mail_profile(
    work: Work, profile_id: UUID, contact_ids: Sequence[UUID], digest: str
) -> tuple[Person, ...]:
    """Mail the text with this digest to these people; returns them.

    Raises NotFound, and Refused when the profile is not in public, its text is another one, or
    somebody may not be mailed: then nobody is.
    """
    profile = access_profile(work, profile_id).profile
    shown = _shown(work, profile)
    if digest != _digest(shown):
        raise Refused(_("De tekst is intussen gewijzigd. Bekijk de mail opnieuw."))
    people = _chosen(work, profile, contact_ids)
    for person in people:
        _mail(work, profile, shown, person)
    work.record("search_profile.mailed", "search_profile", profile_id, str(len(people)))
    return people


def _shown(work: Work, profile: SearchProfile) -> PublicProfile:
    try:
        return published(work, profile.code)
    except NotFound:
        raise Refused(_("Dit zoekprofiel staat niet online. Plaats het eerst.")) from None


def _chosen(work: Work, profile: SearchProfile, contact_ids: Sequence[UUID]) -> tuple[Person, ...]:
    """The people with these ids, each address once."""
    if not contact_ids:
        raise Refused(_("Kies wie de mail krijgt."), "people")
    if len(contact_ids) > MOST:
        raise Refused(_("Kies hoogstens %(count)s mensen tegelijk.", count=MOST), "people")
    known = {person.id: person for person in people_to_mail(work, profile)}
    if set(contact_ids) - known.keys():
        raise NotFound("partner_contact")
    chosen = [known[one] for one in contact_ids]
    for person in chosen:
        if person.reach is not Reach.FREE:
            raise Refused(_why_not(person), "people")
    return tuple({person.email_index: person for person in reversed(chosen)}.values())[::-1]


def _why_not(person: Person) -> str:
    match person.reach:
        case Reach.REFERRED:
            return _(
                "%(name)s hoort bij wie het gezin aanmeldde en krijgt dit profiel niet.",
                name=person.name,
            )
        case Reach.STOPPED:
            return _("%(name)s wil geen zoekprofielen meer krijgen.", name=person.name)
    return _("%(name)s kreeg dit profiel al.", name=person.name)


def _mail(work: Work, profile: SearchProfile, shown: PublicProfile, person: Person) -> None:
    recipient = _recipient(work, person)
    code = organisation_channel(work, profile, person.partner_id, person.organisation).code
    links = (link_of(work, code), _poster_of(work, code), stop_address(work, recipient.id))
    send_mail(work, KIND, person.email, *_letter(work, shown, person, *links))
    work.add(
        ProfileMail(
            id=new_id(),
            profile_id=profile.id,
            recipient_id=recipient.id,
            contact_id=person.id,
            partner_id=person.partner_id,
            sent_by=work.actor.id,
            sent_on=work.today,
        )
    )


def _recipient(work: Work, person: Person) -> ProfileRecipient:
    known = select(ProfileRecipient).where(ProfileRecipient.email_index == person.email_index)
    found = work.session.scalars(known).one_or_none()
    if found:
        return found
    row = ProfileRecipient(id=new_id(), email_index=person.email_index)
    row.email = work.vault.seal(ProfileRecipient.email, row.id, person.email)
    return work.add(row)


@in_dutch()
def _letter(
    work: Work, shown: PublicProfile, person: Person, link: str, poster: str, stop: str
) -> tuple[str, str]:
    signed = (work.actor.name, _("coördinator"), shown.contact_phone)
    return written(
        work,
        TO_NETWORK,
        naam=person.name,
        plek=shown.title.partition(_SEEKS)[2] or _("een kind of ouder uit de buurt"),
        zoekprofiel=_told(shown),
        link=link,
        poster=poster,
        groet=", ".join(part for part in signed if part),
        programma=work.tenant.name,
        stop=stop,
    )


def _told(shown: PublicProfile) -> str:
    """The public text, as it stands on the page."""
    sought = "\n".join((_("Dit zoeken we:"), *(f"- {one}" for one in shown.seeks)))
    told = (" ".join((f"{shown.title}.", *shown.lines)), sought if shown.seeks else "")
    return "\n\n".join(part for part in told if part)


def _poster_of(work: Work, code: str) -> str:
    return work.address(f"/zoekprofielen/{code}/poster.pdf")


def _digest(shown: PublicProfile) -> str:
    return PublicText(shown.title, shown.lines, shown.seeks, shown.gives).digest.hex()
