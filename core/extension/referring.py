"""What most channels ask of a professional, and the draft that follows from the answers.

class SchoolForm(ReferrerForm):
    age_group = choice(_l("Hoe oud is het kind?"), AGES)

def to_draft(call, data):
    draft = referral_of(call, data, "school")
    return with_lines(draft, [("Leeftijd", data["age_group"])])
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from core.extension.call import Call
from core.families.models import FamilyRole
from core.method.standard import standard
from core.referrals.answers import referred, signed_up
from core.referrals.draft import ReferralDraft
from core.referrals.schemas import ask_form, refer_form
from core.web.forms import FormSchema
from core.web.forms.fields import Consent

_Refer = refer_form(standard())
_Ask = ask_form(standard())


class ReferrerForm(_Refer):  # type: ignore[valid-type,misc]
    """The questions of "Een gezin aanmelden", without where the professional works.

    Subclasses add fields, or say one again in other words. What they add is asked before the
    story; a consent comes last.
    """

    class Meta(FormSchema.Meta):
        """The channel itself says where somebody works."""

        exclude = ("source",)

    def _init_fields(self) -> None:
        super()._init_fields()
        usual = list(_Refer._declared_fields)
        added = [name for name in self.fields if name not in usual]
        last = [name for name in added if isinstance(self.fields[name], Consent)]
        first = usual[: usual.index("story")] + [name for name in added if name not in last]
        for known in (self.fields, self.load_fields, self.dump_fields):
            for name in (*first, *usual[usual.index("story") :], *last):
                if name in known:
                    known[name] = known.pop(name)


class FamilyForm(_Ask):  # type: ignore[valid-type,misc]
    """The questions of "Ik zoek steun", for a channel by which families sign themselves up."""


def referral_of(call: Call, data: Mapping[str, Any], source: str) -> ReferralDraft:
    """The draft of a family that a professional signs up with a `ReferrerForm`."""
    return referred({**data, "source": source}, call.today)


def sign_up_of(call: Call, data: Mapping[str, Any]) -> ReferralDraft:
    """The draft of a family that signs itself up with a `FamilyForm`."""
    return signed_up(FamilyRole.ASKING, data, call.today)


def with_lines(draft: ReferralDraft, lines: Iterable[tuple[str, str | None]]) -> ReferralDraft:
    """The draft with more answers under its story, for the coordinator; empty ones are left out."""
    told = [draft.story, *(f"{label}: {value}" for label, value in lines if value)]
    return replace(draft, story="\n".join(part for part in told if part))


def words_of(choices: Iterable[tuple[str, Any]], value: str | None) -> str:
    """The words of what was chosen, "" when nothing was."""
    return str(dict(choices).get(value or "", ""))
