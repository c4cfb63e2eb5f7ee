"""Making canaries: a tenant with a row in every table and everything that the services make."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from flask import Flask
from sqlalchemy import Engine, text

from core.method.as_json import to_json
from core.method.standard import standard
from core.referrals.draft import ASK_DOOR
from core.work import Office
from tenants.context import TenantContext
from tests.canary.finding import SHORT
from tests.canary.watching import Canary
from tests.neighbourhood import Neighbourhood, settle
from tests.rows import fill_tenant, tenant_models

MARKS = ("z~qkanarie", "x~vijsvogel")
"""Short columns keep four letters; `~` stands in no base64, and nothing escapes it."""

SHARED_STORY = "Een gedeeld verhaal"
"""The one text of a canary that others may read."""
_METHOD = {"variant": "standard", "variant_version": 1}
_NOTHING_YET = (
    "membership.ended_at",
    "invitation.used_at",
    "family_file.closed_on",
    "family_file.closed_reason",
    "consent.withdrawn_on",
    "intake.prevention_kind",
    "support_request.required_language",
    "coupling.end_reason",
    "phase_change.from_phase",
    "referral.joins_talk",
    "referral.decision_reason",
    "referral.referred_to",
    "partner.archived_on",
    "signal.closed_on",
    "attachment.deleted_on",
    "meldcode_file.closed_on",
    "meldcode_file.erase_on",
    "meldcode_note.corrects",
    *(
        f"evaluation_answer.{question}"
        for question in (
            "satisfied", "child_satisfied", "too_heavy", "safety", "formal_help", "go_on",
        )
    ),
)  # fmt: skip


def codes(mark: str) -> dict[str, Any]:
    """What a page must know; everything else says the mark."""
    return {
        **dict.fromkeys(_NOTHING_YET),
        **{
            f"{table}.{column}": value
            for table in ("referral", "intake", "coupling", "evaluation", "safety_check")
            for column, value in _METHOD.items()
        },
        "referral.channel_key": ASK_DOOR,
        "referral.source": "self",
        "referral.reach": "call",
        "referral.wishes": ["regular_place"],
        "intake.answers": json.dumps({"daily_life": mark}),
        "intake.suitability": "suitable",
        "intake.formal_help": [],
        "support_request.subject": "child",
        "support_request.forms": [],
        "support_request.avoid_pets": [],
        "support_offer.subjects": ["child"],
        "support_offer.forms": [],
        "support_offer.pets": [],
        "support_offer.languages": ["nl"],
        "support_offer.own_ages": [4],
        "support_offer.foster_care": "none",
        "family_import.columns": {"role": 0, "family_name": 1, "first_name": 2},
        "family_import.content": json.dumps(
            {"header": [mark, "b", "c"], "lines": [[2, "vraaggezin", mark, mark]]}
        ),
        "known_header.field": "role",
        "exclusion.reason": json.dumps({"kind": "veto", "note": mark}),
        "match_proposal.blockers": [],
        "coupling_answer.moment": "after_talks",
        "phase_change.warnings": [],
        "agreement.items": json.dumps({"when": mark}),
        "evaluation_answer.words": json.dumps({"child_words": mark}),
        "partner.kind": "school",
        "funding_report.format_key": "algemeen",
        "funding_report.words": json.dumps({"summary": mark}),
        "funding_report.money": {},
        "funding_report.making": "ready",
        "supplier_change.kind": "handover",
        "lesson.context": "week",
        "consent.purpose": "file",
        "file_access.role": "",
        "safety_check.outcome": "safe",
        "method_choice.variant": "standard",
        "method_choice.version": 1,
        "method_version.content": to_json(replace(standard(), key="kanarie", name=mark)),
        "meldcode_note.content": json.dumps({"text": mark}),
        "reminder.rhythm": "daily",
        "search_profile_version.fields": {},
        "search_profile_version.body": json.dumps({"lines": [mark], "seeks": [], "gives": []}),
        "search_profile_version.checked": json.dumps({}),
        # What both families let be shared nationally leaves the tenant: that is what it is for.
        "published_story.title": SHARED_STORY,
        "published_story.text": "Dit mag iedereen lezen.",
        **dict.fromkeys(("family.language", "referral.language"), "nl"),
    }


@dataclass(frozen=True)
class Nest:
    """A canary with the people and the ids of its tenant."""

    canary: Canary
    here: Neighbourhood


def hatch(app: Flask, office: Office, superuser: Engine, tenant: TenantContext, mark: str) -> Nest:
    """Fill a fresh tenant with a mark in every text."""
    here = settle(app, office, tenant, mark)
    with office.work(tenant) as work:
        made = fill_tenant(work.session, work.vault, mark, codes(mark))
    # Its jobs are not for the workers of other tests.
    with superuser.begin() as connection:
        connection.execute(text("SET LOCAL search_path TO jobs"))
        connection.execute(
            text("DELETE FROM procrastinate_jobs WHERE args ->> 'tenant_id' = :id"),
            {"id": str(tenant.id)},
        )
    ids = {row_id for rows in (here.ids, made) for found in rows.values() for row_id in found}
    return Nest(Canary(tenant.id, tenant.slug, tenant.name, mark, frozenset(ids)), here)


def strays(superuser: Engine, canaries: Iterable[Canary]) -> list[str]:
    """The tables in which a mark stands in a row of anybody else."""
    found = []
    with superuser.connect() as connection:
        for model, canary in product(tenant_models(), canaries):
            table = model.__table__.fullname  # type: ignore[attr-defined]
            query = text(
                f"SELECT count(*) FROM {table} t WHERE tenant_id <> :id AND t::text ILIKE :mark"
            )
            told = {"id": canary.tenant_id, "mark": f"%{canary.mark[:SHORT]}%"}
            if connection.scalar(query, told):
                found.append(f"{canary.name} in {table}")
    return found
