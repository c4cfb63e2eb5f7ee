"""Which channels stand open here: those of the plugins that this tenant switched on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from marshmallow import ValidationError

from core.channels.fitting import DoesNotFit, Sender, fitted
from core.errors import NotFound
from core.extension.call import Call
from core.extension.channels import REFERENCE, BadBody, Door, ReferralChannel
from core.extension.options import secrets_of
from core.method.choice import method_of
from core.plugins.running import Active, call_of, find, listed, run
from core.referrals.draft import ReferralDraft
from core.referrals.services import receive
from core.web.explanations import explain
from core.web.forms.form import flat
from core.wording import Text
from core.work import Work

HOOK = "referral_channels"
Sending = Callable[[str, dict[str, Any]], UUID]


@dataclass(frozen=True, slots=True)
class Standing:
    """A channel of a plugin that is on here."""

    active: Active
    channel: ReferralChannel

    @property
    def key(self) -> str:
        """How a referral and a link remember it: "<plugin>.<channel>"."""
        return f"{self.active.key}.{self.channel.key}"

    @property
    def slug(self) -> str:
        """How an address names it."""
        return self.channel.key.replace("_", "-")

    def secret(self, work: Work, name: str) -> str:
        """One of the plugin's own secrets; "" when it was not set."""
        if name not in secrets_of(self.active.plugin.options):
            return ""
        return str(call_of(work, self.active).options.get(name) or "")

    def run(self, work: Work, function: Callable[..., Any], *given: Any, expects: Any) -> Any:
        """Call a function of the channel; raises PluginFailed when it fails, which is noted."""
        place = f"{self.channel.key}.{getattr(function, '__name__', 'function')}"
        return run(work, self.active, place, function, *given, expects=expects)


def channels_at(work: Work, door: Door) -> tuple[Standing, ...]:
    """The channels that stand open at a door, in the order of their plugins."""
    return tuple(
        Standing(active, channel) for active, channel in listed(work, HOOK) if door in channel.doors
    )


def channel_at(work: Work, slug: str, door: Door) -> Standing:
    """The channel that an address names; raises NotFound when it does not stand at this door."""
    found = find(work, HOOK, slug.replace("-", "_"))
    if found is None or door not in found[1].doors or Standing(*found).slug != slug:
        raise NotFound("channel")
    return Standing(*found)


def channel_by_key(work: Work, key: str, door: Door) -> Standing | None:
    """The channel "<plugin>.<channel>", when it stands at this door today."""
    return next((one for one in channels_at(work, door) if one.key == key), None)


def notes_of(work: Work, standing: Standing) -> tuple[Text, ...]:
    """What the plugin says beside its form, such as office hours."""
    if standing.channel.notes is None:
        return ()
    told = standing.run(work, standing.channel.notes, expects=(list, tuple))
    return tuple(str(one) for one in told if str(one).strip())


def take_in(work: Work, standing: Standing, data: dict[str, Any], sender: Sender) -> UUID:
    """Have a channel make a draft of checked answers, and take it in; returns the referral.

    Raises PluginFailed when the plugin fails or its draft fits nowhere, Refused as `receive`.
    """
    channel, method = standing.channel, method_of(work)

    def to_draft(call: Call, answers: dict[str, Any]) -> ReferralDraft:
        return fitted(channel.to_draft(call, answers), channel, method, sender)

    draft = standing.run(work, to_draft, data, expects=ReferralDraft)
    return receive(work, sender.signed(draft, standing.key, channel.label))


def take_message(
    work: Work, standing: Standing, message: bytes, media_type: str, sending: Sending
) -> UUID:
    """Have a channel read what a program posted, and take it in; returns the referral.

    `sending` makes the id of the answers and the sender's own reference. One call of the plugin,
    so that one that fails half-way does not count as working. Raises as `take_in`, and BadBody.
    """
    channel, method = standing.channel, method_of(work)

    def from_body(call: Call, body: bytes, kind: str) -> tuple[Sender, ReferralDraft]:
        answers = _read(channel, call, body, kind)
        sender = Sender(sending(str(answers.pop(REFERENCE, "") or ""), answers))
        checked = _checked(channel, answers)
        return sender, fitted(channel.to_draft(call, checked), channel, method, sender)

    sender, draft = standing.run(work, from_body, message, media_type, expects=tuple)
    return receive(work, sender.signed(draft, standing.key, channel.label))


def _read(channel: ReferralChannel, call: Call, body: bytes, media_type: str) -> dict[str, Any]:
    read = channel.from_body
    found = read(call, body, media_type) if read else {}
    if not isinstance(found, Mapping):
        raise DoesNotFit(f"from_body() returned {type(found).__name__}, return a mapping")
    return {str(name): value for name, value in found.items()}


def _checked(channel: ReferralChannel, answers: dict[str, Any]) -> dict[str, Any]:
    try:
        checked: dict[str, Any] = channel.form().load(answers)
    except ValidationError as wrong:
        raise BadBody(explain(422).advice, _told(wrong.messages)) from None
    return checked


def _told(messages: Any) -> dict[str, list[Text]]:
    """What is wrong, by field; "" stands for the message as a whole."""
    if not isinstance(messages, Mapping):
        return {"": list(flat(messages))}
    return {
        "" if name == "_schema" else str(name): list(flat(told)) for name, told in messages.items()
    }
