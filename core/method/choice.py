"""The variants of the method of a tenant: which are on, which is usual, and what was pinned.

Whoever records something pins `method_of(work)`; whoever shows what was recorded asks `pinned`.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select

from core.errors import Refused
from core.licences.services import require_covered
from core.matching.changing import list_changed
from core.method.as_json import from_json, to_json
from core.method.installed import methods_in
from core.method.models import MethodChoice, MethodVersion
from core.method.registry import STANDARD, Methods, UnknownVariant
from core.method.variant import MethodVariant
from core.wording import Text, _
from core.work import Work
from tenants.ids import new_id

_KEPT = "core.method.choice"
_INSTALLED = "core.method.installed"
_GONE = "core.method.gone"
_LOCK_SPACE = 7304


@dataclass(frozen=True, slots=True)
class Chosen:
    """A version that was ever chosen; `is_on` when it is the one for new couplings."""

    key: str
    version: int
    is_on: bool
    is_default: bool


def installed(work: Work) -> Methods:
    """The standard method and the variants of the plugins that are installed."""
    known: Methods | None = work.kept.get(_INSTALLED)
    if known is None:
        known = work.kept[_INSTALLED] = methods_in(work.plugins)
    return known


def method_of(work: Work) -> MethodVariant:
    """The variant for new sign-ups, intakes and couplings, in the version that was chosen."""
    return methods_of(work)[0]


def methods_of(work: Work) -> tuple[MethodVariant, ...]:
    """Every variant that is on, the usual one first: one small query in a unit of work."""
    found = tuple(_find(work, one.key, one.version) for one in chosen(work))
    return tuple(one for one in found if one) or (installed(work).newest(STANDARD),)


def pinned(work: Work, key: str, version: int) -> MethodVariant:
    """The variant that was pinned, also when its plugin is gone; raises UnknownVariant."""
    found = _find(work, key, version)
    if found is None:
        raise UnknownVariant(f"{key} {version}")
    return found


def known_methods(work: Work) -> tuple[MethodVariant, ...]:
    """All that something in this tenant may be pinned to: installed, or gone and kept."""
    here = {(one.key, one.version): one for one in installed(work).all()}
    gone = ((one.key, one.version) for one in _ever_chosen(work))
    return (
        *here.values(), *(pinned(work, *name) for name in gone if name not in here),
    )  # fmt: skip


def every(work: Work, list_name: str) -> tuple[Any, ...]:
    """The entries of a list over all methods, each key once: for what is counted over them all.

    The usual method's words come first.
    """
    methods = (method_of(work), *known_methods(work))
    entries = [entry for method in methods for entry in getattr(method, list_name)]
    return tuple({entry.key: entry for entry in reversed(entries)}[key]
                 for key in dict.fromkeys(entry.key for entry in entries))  # fmt: skip


def label(work: Work, list_name: str, key: str, first: MethodVariant | None = None) -> Text:
    """The words of a key that was recorded without its variant, by any method that has it."""
    methods = (first or method_of(work), *known_methods(work))
    return next((one.label(list_name, key) for one in methods if one.has(list_name, key)), key)


def chosen(work: Work) -> tuple[Chosen, ...]:
    """What is on, the usual one first; empty when the tenant never chose."""
    on = (one for one in _ever_chosen(work) if one.is_on)
    return tuple(sorted(on, key=lambda one: (not one.is_default, one.key)))


def _ever_chosen(work: Work) -> tuple[Chosen, ...]:
    """Every version that was ever chosen, in one query in a unit of work."""
    known: tuple[Chosen, ...] | None = work.kept.get(_KEPT)
    if known is None:
        versions = select(MethodVersion.variant, MethodVersion.version, MethodChoice.is_default)
        on = and_(
            MethodChoice.variant == MethodVersion.variant,
            MethodChoice.version == MethodVersion.version,
        )
        rows = work.session.execute(versions.outerjoin(MethodChoice, on).order_by(MethodVersion.id))
        found = (Chosen(r.variant, r.version, r.is_default is not None, bool(r.is_default))
                 for r in rows)  # fmt: skip
        known = work.kept[_KEPT] = tuple(found)
    return known


def switch_on(work: Work, key: str) -> None:
    """Let coordinators choose a variant for new couplings, in its newest version.

    Raises Refused without a licence that covers this gemeente today.
    """
    _held(work)
    if key not in {one.key for one in methods_of(work)}:
        require_covered(work, key)
        _choose(work, _newest(work, key))
        work.record("method.switched_on", "method", detail=key)


def switch_off(work: Work, key: str) -> None:
    """No new couplings by this variant; those that run go on by it as ever.

    Raises Refused for the usual variant: another one must be that first.
    """
    rows = _held(work)
    row = rows.get(key)
    if row is None and key != method_of(work).key:
        return
    if row is None or row.is_default:
        raise Refused(_("Dit is uw gewone methode. Kies eerst een andere als gewone methode."))
    work.session.delete(row)
    _forget(work)
    work.record("method.switched_off", "method", detail=key)


def make_default(work: Work, key: str) -> None:
    """Use a variant for new sign-ups and intakes, and first of all for new couplings."""
    rows = _held(work)
    if key not in rows:
        if key == method_of(work).key:
            return
        raise Refused(_("Zet deze methode eerst aan."))
    for row in rows.values():
        row.is_default = row.variant == key
    _forget(work)
    work.record("method.made_default", "method", detail=key)
    list_changed(work)


def take_version(work: Work, key: str, version: int) -> None:
    """Use this version for new couplings from now on; what runs keeps its own."""
    rows = _held(work)
    variant = installed(work).find(key, version)
    if variant is None:
        raise Refused(_("Deze versie is er niet. Ververs de bladzijde."))
    if key not in rows:
        raise Refused(_("Zet deze methode eerst aan."))
    rows[key].version, rows[key].chosen_on = version, work.today
    _keep(work, variant)
    _forget(work)
    work.record("method.version_taken", "method", detail=f"{key} {version}")


def _newest(work: Work, key: str) -> MethodVariant:
    try:
        return installed(work).newest(key)
    except UnknownVariant:
        raise Refused(_("Deze methode is niet geïnstalleerd.")) from None


def _held(work: Work) -> dict[str, MethodChoice]:
    """The rows, written out if there were none yet, held still until the commit."""
    work.session.raw("lock", space=_LOCK_SPACE, key=work.tenant.id)
    _forget(work)
    if not chosen(work):
        _choose(work, installed(work).newest(STANDARD), is_default=True)
    return {row.variant: row for row in work.session.scalars(select(MethodChoice))}


def _choose(work: Work, variant: MethodVariant, *, is_default: bool = False) -> None:
    row = MethodChoice(variant=variant.key, version=variant.version, chosen_on=work.today)
    row.id, row.is_default = new_id(), is_default
    work.add(row)
    _keep(work, variant)
    _forget(work)


def _keep(work: Work, variant: MethodVariant) -> None:
    """Write a version down whole, once."""
    mine = MethodVersion.variant == variant.key, MethodVersion.version == variant.version
    if work.session.scalar(select(MethodVersion.id).where(*mine)) is None:
        row = MethodVersion(id=new_id(), variant=variant.key, version=variant.version)
        row.content = to_json(variant)
        work.add(row)


def _forget(work: Work) -> None:
    work.session.flush()
    work.kept.pop(_KEPT, None)


def _find(work: Work, key: str, version: int) -> MethodVariant | None:
    return installed(work).find(key, version) or _gone(work, key, version)


def _gone(work: Work, key: str, version: int) -> MethodVariant | None:
    """As it was kept: read once in a unit of work."""
    known: dict[tuple[str, int], MethodVariant | None] = work.kept.setdefault(_GONE, {})
    if (key, version) not in known:
        mine = MethodVersion.variant == key, MethodVersion.version == version
        content = work.session.scalar(select(MethodVersion.content).where(*mine))
        known[key, version] = from_json(content) if content else None
    return known[key, version]
