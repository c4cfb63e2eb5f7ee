"""The first page of a coordinator: what do I do this week."""

from flask import render_template, request

from core.accounts.policy import CASEWORK
from core.cover.queries import covers_now
from core.extension.pages import Place
from core.meldcode.queries import my_open_files
from core.plugins.cards import cards_for
from core.referrals.inbox_count import count_new
from core.referrals.queries import new_referrals
from core.signals.queries import open_signals
from core.web.routes import Routes
from core.week.caseload import caseload
from core.week.greeting import greeting
from core.week.network import network_card
from core.week.pilot import pilot_stand
from core.week.queries import todo
from core.week.silence import silence
from core.work import Work

routes = Routes("week", __name__)

REFERRALS_SHOWN = 6


@routes.page("/week", CASEWORK)
def show(work: Work) -> str:
    """What to do this week, and what to know."""
    tasks, silent, new = todo(work), silence(work), count_new(work)
    return render_template(
        "week/show.html",
        greeting=greeting(work, late=len(tasks.late), new=new, silent=silent.count),
        todo=tasks,
        with_next_week=request.args.get("ook") == "volgende-week",
        today=work.today,
        signals=open_signals(work),
        restricted=my_open_files(work),
        referrals=new_referrals(work, REFERRALS_SHOWN),
        new_count=new,
        stand=pilot_stand(work),
        silence=silent,
        caseload=caseload(work),
        network=network_card(work),
        covers=covers_now(work),
        own_id=work.actor.id,
        plugin_cards=cards_for(work, Place.WEEK),
    )
