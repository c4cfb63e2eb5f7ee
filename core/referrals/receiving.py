"""The one way in for a referral: the public doors, the coordinator's hand, later plugins."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.bsn import without_bsn
from core.calendar.working_days import add_working_days
from core.contact_details import is_mail
from core.errors import Refused
from core.families.services import contact_index
from core.method.choice import method_of
from core.method.variant import MethodVariant
from core.plugins.telling import tell
from core.programme.terms import terms_of
from core.referrals import letters, links
from core.referrals.access import access_referral
from core.referrals.draft import BY_HAND, ReferralDraft, ReferrerDraft
from core.referrals.models import Referral, Referrer
from core.wording import _
from core.work import Work
from tenants.ids import new_id

_LOCK_SPACE = 0x42_52


def receive(work: Work, draft: ReferralDraft) -> UUID:
    """Take a sign-up in and promise a reaction; returns its id.

    A draft with an id that is already there is the same sending once more: nothing happens,
    and the answer is the same. Raises Refused when nobody could be reached, or the source is
    unknown.
    """
    draft = draft.cleaned()
    referral_id = draft.id or new_id()
    if draft.id and _came_before(work, referral_id):
        return referral_id
    method = method_of(work)
    _check(draft, method)
    referral = work.add(_referral(work, referral_id, draft, method))
    work.record("referral.received", "referral", referral_id)
    tell(work, "referral_received", referral_id)
    if draft.channel_key != BY_HAND:
        if draft.referrer:
            links.first_link(work, referral_id)
        letters.confirm(work, referral, draft)
        letters.tell_coordinators(work)
    return referral_id


def _came_before(work: Work, referral_id: UUID) -> bool:
    """Whether this sending is already in; of two at once the second waits for the first."""
    key = int.from_bytes(referral_id.bytes[-4:], "big", signed=True)
    work.session.raw("lock", space=_LOCK_SPACE, key=key)
    return work.session.get(Referral, (work.tenant.id, referral_id)) is not None


def _check(draft: ReferralDraft, method: MethodVariant) -> None:
    if draft.source not in {source.key for source in method.referral_sources}:
        raise Refused(_("Kies wie dit gezin aanmeldt."), field="source")
    if draft.named and not draft.first_name:
        raise Refused(_("Vul een voornaam in."), field="first_name")
    if draft.named and not draft.contact:
        raise Refused(_("Vul een telefoonnummer of een e-mailadres in."), field="contact")
    if draft.named and draft.consent_on is None:
        raise Refused(_("Vraag eerst of het gezin dit goedvindt."), field="consent")
    if not draft.named and draft.referrer is None:
        raise Refused(_("Zonder naam aanmelden kan alleen een verwijzer."), field="named")


def _referral(
    work: Work, referral_id: UUID, draft: ReferralDraft, method: MethodVariant
) -> Referral:
    promise = promise_from(work, draft.ask_again_on or work.today)
    seal = work.vault.seal_optional
    return Referral(
        id=referral_id,
        role=draft.role,
        channel_key=draft.channel_key,
        channel_label=draft.channel_label,
        source=draft.source,
        variant=method.key,
        variant_version=method.version,
        received_on=work.today,
        respond_by=promise,
        named=draft.named,
        first_name=draft.first_name,
        family_name=draft.family_name,
        reach=draft.reach,
        contact=seal(Referral.contact, referral_id, draft.contact),
        contact_index=contact_index(work, draft.contact),
        message_safe=draft.message_safe,
        language=draft.language,
        postcode4=draft.postcode4,
        wishes=list(draft.wishes),
        story=seal(Referral.story, referral_id, draft.story),
        joins_talk=draft.joins_talk,
        consent_on=draft.consent_on,
        referrer_id=_referrer(work, draft.referrer) if draft.referrer else None,
        profile_channel_id=draft.profile_channel_id,
        ask_again_on=draft.ask_again_on,
    )


def promise_from(work: Work, day: date) -> date:
    """Until when we promise a reaction to what comes in, or comes back, on a day."""
    return add_working_days(day, terms_of(work).reaction_days)


def _referrer(work: Work, draft: ReferrerDraft) -> UUID:
    """The referrer's row: the known one when every detail is the same, else a new one."""
    index = contact_index(work, draft.contact)
    alike = work.session.scalars(
        select(Referrer)
        .where(
            Referrer.contact_index == index,
            Referrer.name == draft.name,
            Referrer.function == draft.function,
            Referrer.organisation == draft.organisation,
        )
        .order_by(Referrer.id)
    ).all()
    for known in alike:
        if draft.partner_id in (None, known.partner_id) or known.partner_id is None:
            known.partner_id = draft.partner_id or known.partner_id
            return known.id
    referrer_id = new_id()
    contact = work.vault.seal_optional(Referrer.contact, referrer_id, draft.contact)
    row = Referrer(
        id=referrer_id,
        name=draft.name,
        function=draft.function,
        organisation=draft.organisation,
        contact=contact,
        contact_index=index,
        partner_id=draft.partner_id,
    )
    return work.add(row).id


def add_name(
    work: Work,
    referral_id: UUID,
    *,
    first_name: str,
    contact: str,
    message_safe: bool | None,
    consent_on: date,
) -> None:
    """Give a family its name after the talk without one; raises Refused when it has one."""
    referral = access_referral(work, referral_id)
    if referral.named:
        raise Refused(_("Dit gezin heeft al een naam. Ververs de bladzijde."))
    referral.named = True
    referral.first_name = without_bsn(first_name)
    referral.contact = work.vault.seal(Referral.contact, referral_id, contact)
    referral.contact_index = contact_index(work, contact)
    referral.reach = "mail" if is_mail(contact) else "call"
    referral.message_safe = message_safe
    referral.consent_on = consent_on
    work.record("referral.named", "referral", referral_id)
