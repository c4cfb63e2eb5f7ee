"""The list of programmes: searched, filtered, sorted and cut into pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.figures.queries import TenantFigures
from core.places.places import plain_name
from core.places.size_class import SizeClass
from core.wording import Text, _l
from tenants.context import TenantState

PAGE_SIZE = 25

STATE_LABELS: Mapping[TenantState, Text] = {
    TenantState.PREPARATION: _l("In voorbereiding"),
    TenantState.ACTIVE: _l("Actief"),
    TenantState.SUSPENDED: _l("Gepauzeerd"),
    TenantState.CLOSED: _l("Gesloten"),
}
STATE_TONES: Mapping[TenantState, str] = {
    TenantState.PREPARATION: "neutral",
    TenantState.ACTIVE: "success",
    TenantState.SUSPENDED: "warning",
    TenantState.CLOSED: "neutral",
}
SIZE_WORDS: Mapping[SizeClass, Text] = {
    SizeClass.SMALL: _l("Klein"),
    SizeClass.MEDIUM: _l("Middelgroot"),
    SizeClass.LARGE: _l("Groot"),
}
ORDERS: Mapping[str, Text] = {
    "naam": _l("Op naam"),
    "inwoners": _l("Meeste inwoners eerst"),
    "gemaakt": _l("Meeste gemaakt eerst"),
    "lopend": _l("Meeste lopend eerst"),
    "afgerond": _l("Meeste afgerond eerst"),
}
_BIGGEST_FIRST: Mapping[str, Callable[[TenantFigures], int]] = {
    "inwoners": lambda tenant: tenant.inhabitants,
    "gemaakt": lambda tenant: tenant.numbers["couplings"],
    "lopend": lambda tenant: tenant.numbers["running"],
    "afgerond": lambda tenant: tenant.numbers["ended"],
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an operator looks for; what is unknown is passed over."""

    name: str = ""
    organisation: str = ""
    state: str = ""
    order: str = "naam"
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Wanted":
        """Read the address of the page."""
        page = query.get("bladzijde", "1")
        order = query.get("volgorde", "naam")
        return cls(
            name=query.get("zoek", "").strip()[:80],
            organisation=query.get("uitvoerder", ""),
            state=query.get("stand", ""),
            order=order if order in ORDERS else "naam",
            page=max(1, int(page)) if page.isascii() and page.isdecimal() and len(page) < 6 else 1,
        )

    def address(self, page: int) -> dict[str, Any]:
        """The query of the address of another page with the same wishes."""
        wishes = {
            "zoek": self.name,
            "uitvoerder": self.organisation,
            "stand": self.state,
            "volgorde": self.order if self.order != "naam" else "",
            "bladzijde": page if page > 1 else "",
        }
        return {name: value for name, value in wishes.items() if value}

    @property
    def is_filtered(self) -> bool:
        """Whether anything is left out."""
        return bool(self.name or self.organisation or self.state)


@dataclass(frozen=True, slots=True)
class TenantPage:
    """One page of the programmes that were found."""

    rows: tuple[TenantFigures, ...]
    found: int
    all: int
    pages: int
    wanted: Wanted


def tenant_page(tenants: Sequence[TenantFigures], wanted: Wanted) -> TenantPage:
    """Return the page that is wanted, or the last one there is."""
    found = [tenant for tenant in tenants if _fits(tenant, wanted)]
    found.sort(key=lambda tenant: plain_name(tenant.name))
    if biggest := _BIGGEST_FIRST.get(wanted.order):
        found.sort(key=biggest, reverse=True)
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(wanted.page, pages)
    rows = tuple(found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    return TenantPage(rows, len(found), len(tenants), pages, replace(wanted, page=page))


def organisations(tenants: Sequence[TenantFigures]) -> tuple[tuple[str, str], ...]:
    """Who runs programmes, by name, as choices."""
    return tuple((name, name) for name in sorted({tenant.organisation for tenant in tenants}))


def _fits(tenant: TenantFigures, wanted: Wanted) -> bool:
    return (
        plain_name(wanted.name) in plain_name(tenant.name)
        and wanted.organisation in ("", tenant.organisation)
        and wanted.state in ("", tenant.state.value)
    )
