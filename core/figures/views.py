"""The page of figures: one address, shown to each reader as that reader may see it."""

from flask import g, render_template

from core.accounts.models import Role
from core.accounts.policy import FIGURES
from core.figures.overview import overview
from core.web.routes import Routes, office
from core.work import Work
from tenants.context import TenantState

routes = Routes("figures", __name__)


@routes.page("/cijfers", FIGURES)
def show(work: Work) -> str:
    """What was made, against target and budget, with the splits that this reader may see."""
    role = g.account.role
    with office().reporting(work) as report:
        figures = overview(report, exact=role is not Role.GEMEENTE)
    return render_template(
        "figures/show.html" if figures.details else "figures/small.html",
        figures=figures,
        today=work.today,
        name=work.tenant.name,
        may_change=role is Role.ADMIN,
        in_preparation=work.tenant.state is TenantState.PREPARATION,
    )
