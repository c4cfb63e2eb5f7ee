"""The lists of the standard method: sources, kinds, outcomes and reasons.

Sources: HvA 2016 (who refers, which formal help, why couplings ended early: F2 and F3).
"""

from core.method.variant import AnswerMoment, Choice, EndReason, Outcome, ReferralSource
from core.wording import _l

REFERRAL_SOURCES = (
    ReferralSource("self", _l("Gezin zelf"), is_self=True),
    ReferralSource("school", _l("School")),
    ReferralSource("childcare", _l("Kinderopvang")),
    ReferralSource("cjg", _l("CJG (Centrum voor Jeugd en Gezin)")),
    ReferralSource("social_team", _l("Sociaal team of gebiedsteam")),
    ReferralSource("jgz", _l("Consultatiebureau of jeugdgezondheidszorg")),
    ReferralSource("huisarts", _l("Huisarts")),
    ReferralSource("youth_help", _l("Jeugdhulp of jeugdbescherming")),
    ReferralSource("network", _l("Kerk, moskee, sportclub of buurthuis")),
    ReferralSource("other", _l("Iemand anders")),
)

PREVENTION_KINDS = (
    Choice("none", _l("Geen problemen bekend"), _l("Steun om het goed te houden.")),
    Choice("signals", _l("Eerste signalen"), _l("Er zijn zorgen, nog geen vast probleem.")),
    Choice("manifest", _l("Duidelijk probleem"), _l("Steun om erger te voorkomen.")),
)

FORMAL_HELP_KINDS = (
    Choice("none", _l("Nee, geen hulp van professionals")),
    Choice("social_team", _l("Sociaal team, CJG of maatschappelijk werk")),
    Choice("youth_help", _l("Jeugdhulp"), _l("Ook begeleiding thuis of daghulp.")),
    Choice("mental_health", _l("GGZ of psycholoog, voor ouder of kind")),
    Choice(
        "youth_protection", _l("Jeugdbescherming"), _l("Bijvoorbeeld een ondertoezichtstelling.")
    ),
    Choice("foster_care", _l("Pleegzorg of een gezinshuis")),
    Choice("debt_help", _l("Hulp bij geld of schulden")),
    Choice("other", _l("Andere hulp")),
)

SUITABILITY_OUTCOMES = (
    Outcome("suitable", _l("Past bij Buurtgezinnen"), proceeds=True),
    Outcome(
        "with_professional",
        _l("Past, samen met een professional"),
        proceeds=True,
        hint=_l("Tijdens of na een ondertoezichtstelling, of als nazorg. Beslis dit samen."),
        needs_reason=True,
    ),
    Outcome(
        "not_now",
        _l("Nu nog niet"),
        proceeds=False,
        hint=_l("Spreek af wanneer u weer contact heeft."),
        needs_reason=True,
    ),
    Outcome(
        "not_suitable",
        _l("Past niet"),
        proceeds=False,
        hint=_l("Meestal bij huiselijk geweld, zware verslaving of psychiatrie. Verwijs door."),
        needs_reason=True,
    ),
)

SAFETY_OUTCOMES = (
    Outcome("safe", _l("Veilig genoeg om te starten"), proceeds=True),
    Outcome(
        "safe_with_agreements",
        _l("Veilig met afspraken"),
        proceeds=True,
        hint=_l("Schrijf op welke afspraken, en met wie u ze heeft gemaakt."),
        needs_reason=True,
    ),
    Outcome(
        "ask_professional",
        _l("Ik twijfel: eerst overleggen"),
        proceeds=False,
        hint=_l("Overleg met een collega of met Veilig Thuis: 0800 2000."),
        needs_reason=True,
    ),
    Outcome(
        "unsafe",
        _l("Niet veilig"),
        proceeds=False,
        hint=_l("Volg de meldcode. Is er direct gevaar? Bel 112."),
        needs_reason=True,
    ),
)

SUPPORT_FORMS = (
    Choice("daypart", _l("Een vast dagdeel in de week")),
    Choice("after_school", _l("Na school")),
    Choice("weekend", _l("In het weekend")),
    Choice("overnight", _l("Af en toe een nacht")),
    Choice("homework", _l("Hulp bij huiswerk")),
    Choice("holiday", _l("In de vakantie")),
    Choice("parent_contact", _l("Contact met de ouder"), _l("Praten, koffie, samen iets doen.")),
)

PUBLIC_WISHES = (
    Choice("regular_place", _l("Een vaste plek voor mijn kind")),
    Choice("overnight_or_weekend", _l("Af en toe een nacht of een weekend")),
    Choice("someone_to_talk_to", _l("Iemand om mee te praten")),
    Choice("not_sure", _l("Ik weet het nog niet")),
)

ANSWER_MOMENTS = (
    AnswerMoment(
        "after_talks",
        _l("Na de gesprekken met elk gezin"),
        before="introduction",
        hint=_l("Willen zij het andere gezin ontmoeten?"),
    ),
    AnswerMoment(
        "after_introduction",
        _l("Na de kennismaking"),
        before="trial",
        hint=_l("Vraag ouders én kinderen, en vraag het apart."),
    ),
    AnswerMoment(
        "after_trial",
        _l("Na de proefperiode"),
        before="active",
        hint=_l("Vraag het apart, niet waar het andere gezin bij is."),
    ),
)

END_REASONS = (
    EndReason("no_longer_needed", _l("Steun is niet meer nodig")),
    EndReason("formal_help_conflict", _l("Meningsverschil over hulp van professionals")),
    EndReason("too_heavy", _l("Te zwaar voor het steungezin")),
    EndReason("moved", _l("Verhuizing")),
    EndReason("no_click", _l("Geen klik tussen de gezinnen")),
    EndReason("child_stops", _l("Het kind wil niet meer")),
    EndReason("asking_family_stops", _l("Het vraaggezin wil stoppen")),
    EndReason("support_family_stops", _l("Het steungezin heeft geen tijd of plek meer")),
    EndReason("other_help", _l("Andere of zwaardere hulp is nodig")),
    EndReason("placement", _l("Het kind woont niet meer thuis")),
    EndReason("safety", _l("Zorgen over de veiligheid")),
    EndReason("on_their_own", _l("De gezinnen gaan samen verder zonder ons"), as_agreed=True),
    EndReason("completed", _l("De afgesproken tijd is om"), as_agreed=True),
    EndReason("other", _l("Andere reden")),
)

DECLINE_REASONS = (
    Choice("outside_area", _l("Woont buiten ons gebied")),
    Choice("not_suitable", _l("Past niet bij Buurtgezinnen")),
    Choice("other_help_fits", _l("Andere hulp past beter")),
    Choice("family_does_not_want", _l("Het gezin wil dit niet")),
    Choice("no_contact", _l("We krijgen geen contact")),
    Choice("duplicate", _l("Is al aangemeld")),
    Choice("other", _l("Andere reden")),
)

OFFER_DECLINE_REASONS = (
    Choice("outside_area", _l("Woont buiten ons gebied")),
    Choice("too_little_time", _l("Te weinig tijd")),
    Choice("not_stable_now", _l("Nu te veel onrust in het eigen gezin")),
    Choice("expectations", _l("Verwacht iets anders")),
    Choice("no_vog", _l("Geen VOG")),
    Choice("withdrew", _l("Trekt zich terug")),
    Choice("no_contact", _l("We krijgen geen contact")),
    Choice("duplicate", _l("Is al aangemeld")),
    Choice("other", _l("Andere reden")),
)

REFER_ON_DESTINATIONS = (
    Choice("other_gemeente", _l("Buurtgezinnen in een andere gemeente")),
    Choice("social_team", _l("Sociaal team of gebiedsteam")),
    Choice("cjg", _l("CJG (Centrum voor Jeugd en Gezin)")),
    Choice("home_start", _l("Home-Start")),
    Choice("buddy", _l("Een maatjesproject")),
    Choice("foster_care", _l("Pleegzorg")),
    Choice("met", _l("MET, voor gezinnen met grotere zorgen")),
    Choice("huisarts", _l("Huisarts")),
    Choice("veilig_thuis", _l("Veilig Thuis")),
    Choice("other", _l("Een andere organisatie")),
)
