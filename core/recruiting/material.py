"""What a profile is spread with: poster, flyer, picture, and texts to copy, a channel each."""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from sqlalchemy import select

from core.errors import NotFound
from core.network.models import Partner
from core.recruiting.channel_words import CHANNEL_LABELS
from core.recruiting.models import ChannelKind, ProfileChannel
from core.recruiting.poster import Paper, Sheet, poster_pdf, shown
from core.recruiting.publishing import PublicProfile, open_profiles
from core.recruiting.share_image import share_png
from core.web.formats import long_date
from core.web.themes import Ramp, make_ramp
from core.wording import Text, _, in_dutch
from core.work import Work

SHORT_LINK = "/k/"
_KEPT = 64
"""So many pictures and papers stay in a process, whoever asks for them."""


@dataclass(frozen=True, slots=True)
class ChannelMaterial:
    """One channel: its words, the code in its addresses, and its short link in full."""

    id: UUID
    kind: ChannelKind
    label: Text
    code: str
    address: str


@dataclass(frozen=True, slots=True)
class Material:
    """A published profile, and where it is spread."""

    profile: PublicProfile
    channels: tuple[ChannelMaterial, ...]


def material_of(work: Work, profile_id: UUID) -> Material:
    """What there is of a profile that is published; raises NotFound."""
    found = next((one for one in open_profiles(work) if one.id == profile_id), None)
    if found is None:
        raise NotFound("search_profile")
    rows = work.session.execute(
        select(ProfileChannel.id, ProfileChannel.kind, ProfileChannel.code, Partner.name)
        .outerjoin(Partner, Partner.id == ProfileChannel.partner_id)
        .where(ProfileChannel.profile_id == profile_id, ProfileChannel.is_on)
        .order_by(ProfileChannel.kind, Partner.name, ProfileChannel.code)
    )
    channels = tuple(
        ChannelMaterial(
            row.id, ChannelKind(row.kind), row.name or CHANNEL_LABELS[ChannelKind(row.kind)],
            row.code, link_of(work, row.code),
        )
        for row in rows
    )  # fmt: skip
    return Material(found, channels)


def link_of(work: Work, code: str) -> str:
    """The short link of a code, as it is printed and scanned."""
    return work.address(SHORT_LINK + code)


def paper_of(work: Work, profile: PublicProfile, code: str, paper: Paper) -> bytes:
    """The poster or flyer of a profile with the short link of a code. Raises PdfError."""
    return _paper(
        Sheet(
            programme=programme_name(work),
            title=profile.title,
            lines=profile.lines,
            seeks=profile.seeks,
            gives=profile.gives,
            contact_name=profile.contact_name,
            contact_phone=profile.contact_phone,
            address=link_of(work, code),
            until=profile.until,
            made_on=profile.published_on,
            ramp=_ramp(work),
        ),
        paper,
    )


def picture_of(work: Work, profile: PublicProfile) -> bytes:
    """The share image of a profile, as PNG."""
    line = profile.lines[0] if profile.lines else ""
    return _picture(programme_name(work), profile.title, line, _ramp(work))


_paper = lru_cache(_KEPT)(poster_pdf)
_picture = lru_cache(_KEPT)(share_png)


def programme_name(work: Work) -> str:
    """How the programme is called on paper."""
    return f"Buurtgezinnen {work.tenant.name}"


@in_dutch()
def text_for_social(profile: PublicProfile, address: str) -> str:
    """A short text to post, with the link at the end."""
    told = [profile.title + ".", " ".join(profile.lines)]
    told.append(_("Past dit bij u, of kent u iemand? Kijk op %(link)s", link=address))
    told.append(_("U zit nergens aan vast. Delen mag. Weet u wie het is? Noem dan geen namen."))
    return "\n\n".join(part for part in told if part)


@in_dutch()
def text_for_paper(work: Work, profile: PublicProfile, address: str) -> str:
    """A piece for a local paper: a headline, three paragraphs, and whom to call."""
    told = [
        _("Gezocht in %(place)s: een steungezin", place=work.tenant.name),
        " ".join((profile.title + ".", *profile.lines)),
        _("Buurtgezinnen %(place)s zoekt hiervoor een gezin of stel in de buurt. De coördinator "
          "begeleidt beide gezinnen. Eerst is er een kennismaking, daarna beslist u pas. Steun "
          "geven is vrijwillig; elke volwassene thuis vraagt een VOG aan.", place=work.tenant.name),
        _listed(_("Dit zoeken we"), profile.seeks),
        _reach(profile, address),
    ]  # fmt: skip
    return "\n\n".join(part for part in told if part)


def _listed(words: str, items: tuple[str, ...]) -> str:
    return "\n".join((f"{words}:", *(f"- {item}" for item in items))) if items else ""


def _reach(profile: PublicProfile, address: str) -> str:
    until = _("Reageren kan tot en met %(day)s.", day=long_date(profile.until))
    seen = _("Meer lezen en reageren: %(link)s.", link=shown(address))
    if not profile.contact_phone:
        return f"{seen} {until}"
    name = profile.contact_name or _("de coördinator")
    call = _("Bellen kan ook: %(name)s, %(phone)s.", name=name, phone=profile.contact_phone)
    return f"{seen} {call} {until}"


def _ramp(work: Work) -> Ramp:
    return make_ramp(work.tenant.hue, work.tenant.chroma / 1000)
