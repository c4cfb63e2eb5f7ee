"""A plugin that brings variants of the method: its licence, and which variants are on."""

from collections.abc import Iterator

from core.errors import Refused
from core.extension.host import Loaded
from core.licences.queries import licence_covers
from core.method import choice
from core.work import Work


def licence_lacks(work: Work, loaded: Loaded) -> str:
    """Why the licence does not cover what this plugin brings; "" when it does."""
    answers = (licence_covers(work, key) for key in _variants(loaded))
    return next((answer.sentence for answer in answers if not answer.covered), "")


def require_licence_for(work: Work, loaded: Loaded) -> None:
    """Raise Refused with the sentence when the licence does not cover what this plugin brings."""
    if sentence := licence_lacks(work, loaded):
        raise Refused(sentence)


def bring(work: Work, loaded: Loaded) -> None:
    """Let coordinators choose the plugin's variants for new couplings."""
    for key in _variants(loaded):
        choice.switch_on(work, key)


def take_away(work: Work, loaded: Loaded) -> None:
    """No new couplings by the plugin's variants; raises Refused for the usual one."""
    for key in _variants(loaded):
        choice.switch_off(work, key)


def is_used(work: Work, loaded: Loaded) -> bool:
    """Whether new couplings here may go by what this plugin brings: the usual method always may."""
    used = {one.key for one in choice.methods_of(work)}
    return any(key in used for key in _variants(loaded))


def _variants(loaded: Loaded) -> Iterator[str]:
    yield from dict.fromkeys(one.key for one in loaded.listed.get("method_variants", ()))
