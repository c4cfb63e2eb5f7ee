"""The jobs of plugins: hearing what happened, their own work, and what comes each night."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from core.couplings.models import Coupling
from core.errors import NotFound
from core.evaluations.models import Evaluation
from core.extension.plugin import Sees
from core.extension.seen import CouplingSeen, EvaluationSeen, FamilyClosed, ReferralSeen
from core.families.models import FamilyFile
from core.jobs.tasks import TryAgain, tenant_task
from core.plugins.running import Active, PluginFailed, active, actives, run
from core.referrals.models import Referral, Referrer
from core.work import Work

IN_THE_BACKGROUND = 60.0
"""Seconds that a plugin gets in the worker."""
WAITS = (30, 120, 600, 3_600, 6 * 3_600)


@tenant_task("tell_plugin", waits=WAITS)
def tell_plugin(work: Work, plugin: str, hook: str, subject_id: str) -> TryAgain | None:
    """Tell one plugin of one event; one that fails is told again later, while it is on."""
    one = active(work, plugin)
    if one is None or hook not in one.loaded.tells:
        return None
    try:
        seen = SUBJECTS[hook](work, one, UUID(subject_id))
    except NotFound:
        return None
    if seen is None:
        return None
    function = one.loaded.tells[hook]
    return _tried(work, one, f"{hook}()", lambda call: function(call, seen))


@tenant_task("run_plugin_job", waits=WAITS)
def run_plugin_job(work: Work, plugin: str, job: str, **ids: str | int) -> TryAgain | None:
    """Run a job of a plugin that is on."""
    one = active(work, plugin)
    jobs = one.loaded.listed.get("jobs", ()) if one else ()
    known = next((found for found in jobs if found.name == job), None)
    if one is None or known is None:
        return None
    return _tried(work, one, f"job {job}", lambda call: known.run(call, **ids))


@tenant_task("run_plugins_of_the_night", nightly=True)
def run_plugins_of_the_night(work: Work) -> None:
    """Leave the nightly jobs of the plugins that are on."""
    for one in actives(work):
        for known in one.loaded.listed.get("jobs", ()):
            if known.nightly:
                work.defer("run_plugin_job", plugin=one.key, job=known.name)


def _tried(work: Work, one: Active, place: str, function: Callable[..., Any]) -> TryAgain | None:
    try:
        run(work, one, place, function, writes=True, patience=IN_THE_BACKGROUND)
    except PluginFailed:
        return TryAgain(f"the plugin {one.key} failed")
    return None


def _referral(work: Work, one: Active, referral_id: UUID) -> ReferralSeen:
    row = work.find(Referral, referral_id)
    names = Sees.REFERRALS in one.plugin.sees
    referrer = work.find(Referrer, row.referrer_id) if row.referrer_id else None
    return ReferralSeen(
        id=row.id,
        channel=row.channel_key,
        source=row.source,
        state=str(row.state),
        received_on=row.received_on,
        first_name=row.first_name if names else "",
        family_id=row.family_id if names else None,
        organisation=referrer.organisation if referrer and names else "",
    )


def _coupling(work: Work, one: Active, coupling_id: UUID) -> CouplingSeen | None:
    if Sees.FAMILIES not in one.plugin.sees:
        return None
    row = work.find(Coupling, coupling_id)
    return CouplingSeen(
        id=row.id,
        asking_family_id=row.asking_family_id,
        offering_family_id=row.offering_family_id,
        variant=row.variant,
        variant_version=row.variant_version,
        phase=str(row.phase),
        introduction_on=row.introduction_on,
        trial_from=row.trial_from,
        active_from=row.active_from,
        ended_on=row.ended_on,
        end_reason=row.end_reason,
    )


def _evaluation(work: Work, _one: Active, evaluation_id: UUID) -> EvaluationSeen | None:
    row = work.find(Evaluation, evaluation_id)
    if row.held_on is None:
        return None
    return EvaluationSeen(row.id, row.coupling_id, str(row.kind), row.due_on, row.held_on)


def _closed(work: Work, one: Active, file_id: UUID) -> FamilyClosed | None:
    row = work.find(FamilyFile, file_id)
    if row.closed_on is None or Sees.FAMILIES not in one.plugin.sees:
        return None
    return FamilyClosed(row.family_id, str(row.role), row.closed_on)


SUBJECTS: Mapping[str, Callable[[Work, Active, UUID], Any]] = {
    "referral_received": _referral,
    "referral_decided": _referral,
    "coupling_changed": _coupling,
    "evaluation_held": _evaluation,
    "family_closed": _closed,
}
"""How each event's subject is read, at the moment of telling, as far as the plugin may see it."""
