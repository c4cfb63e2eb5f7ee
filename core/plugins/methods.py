"""The variants of the method that a plugin brings: they go on and off with it."""

from core.errors import Refused
from core.extension.host import Loaded
from core.licences.queries import licence_covers
from core.method.choice import switch_off, switch_on
from core.method.registry import STANDARD
from core.wording import _
from core.work import Work


def require_licences(work: Work, loaded: Loaded) -> None:
    """Raise Refused when a variant of this plugin may not be used here today."""
    for key in _variants(loaded):
        answer = licence_covers(work, key)
        if not answer.covered:
            raise Refused(_("Deze methode kan nu niet aan. %(why)s", why=answer.sentence))


def variants_on(work: Work, loaded: Loaded) -> None:
    """Coordinators may choose these variants for new couplings."""
    for key in _variants(loaded):
        switch_on(work, key)


def variants_off(work: Work, loaded: Loaded) -> None:
    """No new couplings by these variants; raises Refused for the usual one."""
    for key in _variants(loaded):
        switch_off(work, key)


def _variants(loaded: Loaded) -> tuple[str, ...]:
    """The keys; the standard method is core's, and stays on without its plugin."""
    found = loaded.listed.get("method_variants", ())
    return tuple(dict.fromkeys(one.key for one in found if one.key != STANDARD))
