"""The tenant of a request or a job, as plain data."""

from dataclasses import dataclass
from enum import StrEnum


class TenantState(StrEnum):
    """Where a programme is in its life: only `active` ones count in national figures."""

    PREPARATION = "preparation"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class OrganisationKind(StrEnum):
    """What sort of organisation runs programmes; the Stichting owns the method."""

    STICHTING = "stichting"
    WELFARE = "welfare"
    GEMEENTE = "gemeente"


@dataclass(frozen=True, slots=True)
class TenantContext:
    """One programme in one gemeente (or a part of it), as known from the registry."""

    id: int
    slug: str
    name: str
    state: TenantState
    area_code: str
    hue: int
    chroma: int
    logo: str = ""
    """The name of its logo (a digest), "" when it has none."""
    logo_alt: str = ""

    @property
    def is_open(self) -> bool:
        """Whether people can work and sign up here today."""
        return self.state in (TenantState.PREPARATION, TenantState.ACTIVE)
