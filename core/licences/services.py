"""What the licence asks before a new coupling begins."""

from core.errors import Refused
from core.licences.queries import is_full, licence_covers, running_couplings
from core.wording import _
from core.work import Work

LICENCE_LOCK = 0x11CE
"""The space of the lock under which new couplings are counted, one tenant after another."""


def require_licence(work: Work, variant_key: str) -> None:
    """Make sure that a new coupling may begin by this variant.

    For a licence with a most, whoever starts one at the same moment waits, so that two cannot
    take the same last place. Raises Refused with what to do.
    """
    answer = licence_covers(work, variant_key)
    if not answer.covered:
        raise Refused(_("Een nieuwe koppeling kan nu niet. %(why)s", why=answer.sentence))
    most = answer.licence.most_couplings if answer.licence else None
    if most is None:
        return
    work.session.raw("lock", space=LICENCE_LOCK, key=work.tenant.id)
    if running_couplings(work) >= most:
        raise Refused(is_full(most))


def require_covered(work: Work, variant_key: str) -> None:
    """Make sure that a variant may be switched on here today; raises Refused with why not."""
    answer = licence_covers(work, variant_key)
    if not answer.covered:
        raise Refused(answer.sentence)
