"""The standard method of Buurtgezinnen, version 1."""

from functools import cache

from core.method import standard_choices as choices
from core.method.standard_evaluation import AGREEMENT_ITEMS, EVALUATION_QUESTIONS
from core.method.standard_intake import INTAKE_QUESTIONS, SUPPORT_INTAKE_QUESTIONS
from core.method.variant import MethodVariant
from core.wording import _l


@cache
def standard() -> MethodVariant:
    """Return the standard method: a trial of six weeks, an evaluation every half year."""
    return MethodVariant(
        key="standard",
        version=1,
        name=_l("Buurtgezinnen standaard"),
        trial_days=42,
        evaluation_interval_months=6,
        intake_questions=INTAKE_QUESTIONS,
        support_intake_questions=SUPPORT_INTAKE_QUESTIONS,
        agreement_items=AGREEMENT_ITEMS,
        evaluation_questions=EVALUATION_QUESTIONS,
        answer_moments=choices.ANSWER_MOMENTS,
        end_reasons=choices.END_REASONS,
        prevention_kinds=choices.PREVENTION_KINDS,
        formal_help_kinds=choices.FORMAL_HELP_KINDS,
        suitability_outcomes=choices.SUITABILITY_OUTCOMES,
        safety_outcomes=choices.SAFETY_OUTCOMES,
        support_forms=choices.SUPPORT_FORMS,
        public_wishes=choices.PUBLIC_WISHES,
        referral_sources=choices.REFERRAL_SOURCES,
        decline_reasons=choices.DECLINE_REASONS,
        offer_decline_reasons=choices.OFFER_DECLINE_REASONS,
        refer_on_destinations=choices.REFER_ON_DESTINATIONS,
    )
