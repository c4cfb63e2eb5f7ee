"""What other capabilities may ask: counts of one tenant, and the national figures."""

from core.figures.counts import Totals, by_end_reason, by_source, signed_up_itself, totals
from core.figures.fidelity import Fidelity, fidelity, fidelity_by_organisation
from core.figures.national import NationalFigures, TenantFigures, national
from core.figures.overview import Overview, overview

__all__ = [
    "Fidelity",
    "NationalFigures",
    "Overview",
    "TenantFigures",
    "Totals",
    "by_end_reason",
    "by_source",
    "fidelity",
    "fidelity_by_organisation",
    "national",
    "overview",
    "signed_up_itself",
    "totals",
]
