"""The lists of the standard method: sources, kinds, outcomes and reasons.

Sources: HvA 2016 (who refers, which formal help, why couplings ended early: F2 and F3).
"""

from flask_babel import lazy_gettext as _

from core.method.variant import AnswerMoment, Choice, EndReason, Outcome, ReferralSource

REFERRAL_SOURCES = (
    ReferralSource("self", _("Gezin zelf"), is_self=True),
    ReferralSource("school", _("School")),
    ReferralSource("childcare", _("Kinderopvang")),
    ReferralSource("cjg", _("CJG (Centrum voor Jeugd en Gezin)")),
    ReferralSource("social_team", _("Sociaal team of gebiedsteam")),
    ReferralSource("jgz", _("Consultatiebureau of jeugdgezondheidszorg")),
    ReferralSource("huisarts", _("Huisarts")),
    ReferralSource("youth_help", _("Jeugdhulp of jeugdbescherming")),
    ReferralSource("network", _("Kerk, moskee, sportclub of buurthuis")),
    ReferralSource("other", _("Iemand anders")),
)

PREVENTION_KINDS = (
    Choice("none", _("Geen problemen bekend"), _("Steun om het goed te houden.")),
    Choice("signals", _("Eerste signalen"), _("Er zijn zorgen, nog geen vast probleem.")),
    Choice("manifest", _("Duidelijk probleem"), _("Steun om erger te voorkomen.")),
)

FORMAL_HELP_KINDS = (
    Choice("none", _("Nee, geen hulp van professionals")),
    Choice("social_team", _("Sociaal team, CJG of maatschappelijk werk")),
    Choice("youth_help", _("Jeugdhulp"), _("Ook begeleiding thuis of daghulp.")),
    Choice("mental_health", _("GGZ of psycholoog, voor ouder of kind")),
    Choice("youth_protection", _("Jeugdbescherming"), _("Bijvoorbeeld een ondertoezichtstelling.")),
    Choice("foster_care", _("Pleegzorg of een gezinshuis")),
    Choice("debt_help", _("Hulp bij geld of schulden")),
    Choice("other", _("Andere hulp")),
)

SUITABILITY_OUTCOMES = (
    Outcome("suitable", _("Past bij Buurtgezinnen"), proceeds=True),
    Outcome(
        "with_professional",
        _("Past, samen met een professional"),
        proceeds=True,
        hint=_("Tijdens of na een ondertoezichtstelling, of als nazorg. Beslis dit samen."),
        needs_reason=True,
    ),
    Outcome(
        "not_now",
        _("Nu nog niet"),
        proceeds=False,
        hint=_("Spreek af wanneer u weer contact heeft."),
        needs_reason=True,
    ),
    Outcome(
        "not_suitable",
        _("Past niet"),
        proceeds=False,
        hint=_("Meestal bij huiselijk geweld, zware verslaving of psychiatrie. Verwijs door."),
        needs_reason=True,
    ),
)

SAFETY_OUTCOMES = (
    Outcome("safe", _("Veilig genoeg om te starten"), proceeds=True),
    Outcome(
        "safe_with_agreements",
        _("Veilig met afspraken"),
        proceeds=True,
        hint=_("Schrijf op welke afspraken, en met wie u ze heeft gemaakt."),
        needs_reason=True,
    ),
    Outcome(
        "ask_professional",
        _("Ik twijfel: eerst overleggen"),
        proceeds=False,
        hint=_("Overleg met een collega of met Veilig Thuis: 0800 2000."),
        needs_reason=True,
    ),
    Outcome(
        "unsafe",
        _("Niet veilig"),
        proceeds=False,
        hint=_("Volg de meldcode. Is er direct gevaar? Bel 112."),
        needs_reason=True,
    ),
)

SUPPORT_FORMS = (
    Choice("daypart", _("Een vast dagdeel in de week")),
    Choice("after_school", _("Na school")),
    Choice("weekend", _("In het weekend")),
    Choice("overnight", _("Af en toe een nacht")),
    Choice("homework", _("Hulp bij huiswerk")),
    Choice("holiday", _("In de vakantie")),
    Choice("parent_contact", _("Contact met de ouder"), _("Praten, koffie, samen iets doen.")),
)

PUBLIC_WISHES = (
    Choice("regular_place", _("Een vaste plek voor mijn kind")),
    Choice("overnight_or_weekend", _("Af en toe een nacht of een weekend")),
    Choice("someone_to_talk_to", _("Iemand om mee te praten")),
    Choice("not_sure", _("Ik weet het nog niet")),
)

ANSWER_MOMENTS = (
    AnswerMoment(
        "after_talks",
        _("Na de gesprekken met elk gezin"),
        before="introduction",
        hint=_("Willen zij het andere gezin ontmoeten?"),
    ),
    AnswerMoment(
        "after_introduction",
        _("Na de kennismaking"),
        before="trial",
        hint=_("Vraag ouders én kinderen, en vraag het apart."),
    ),
    AnswerMoment(
        "after_trial",
        _("Na de proefperiode"),
        before="active",
        hint=_("Vraag het apart, niet waar het andere gezin bij is."),
    ),
)

END_REASONS = (
    EndReason("no_longer_needed", _("Steun is niet meer nodig")),
    EndReason("formal_help_conflict", _("Meningsverschil over hulp van professionals")),
    EndReason("too_heavy", _("Te zwaar voor het steungezin")),
    EndReason("moved", _("Verhuizing")),
    EndReason("no_click", _("Geen klik tussen de gezinnen")),
    EndReason("child_stops", _("Het kind wil niet meer")),
    EndReason("asking_family_stops", _("Het vraaggezin wil stoppen")),
    EndReason("support_family_stops", _("Het steungezin heeft geen tijd of plek meer")),
    EndReason("other_help", _("Andere of zwaardere hulp is nodig")),
    EndReason("placement", _("Het kind woont niet meer thuis")),
    EndReason("safety", _("Zorgen over de veiligheid")),
    EndReason("on_their_own", _("De gezinnen gaan samen verder zonder ons"), as_agreed=True),
    EndReason("completed", _("De afgesproken tijd is om"), as_agreed=True),
    EndReason("other", _("Andere reden")),
)

DECLINE_REASONS = (
    Choice("outside_area", _("Woont buiten ons gebied")),
    Choice("not_suitable", _("Past niet bij Buurtgezinnen")),
    Choice("other_help_fits", _("Andere hulp past beter")),
    Choice("family_does_not_want", _("Het gezin wil dit niet")),
    Choice("no_contact", _("We krijgen geen contact")),
    Choice("duplicate", _("Is al aangemeld")),
    Choice("other", _("Andere reden")),
)

OFFER_DECLINE_REASONS = (
    Choice("outside_area", _("Woont buiten ons gebied")),
    Choice("too_little_time", _("Te weinig tijd")),
    Choice("not_stable_now", _("Nu te veel onrust in het eigen gezin")),
    Choice("expectations", _("Verwacht iets anders")),
    Choice("no_vog", _("Geen VOG")),
    Choice("withdrew", _("Trekt zich terug")),
    Choice("no_contact", _("We krijgen geen contact")),
    Choice("duplicate", _("Is al aangemeld")),
    Choice("other", _("Andere reden")),
)

REFER_ON_DESTINATIONS = (
    Choice("other_gemeente", _("Buurtgezinnen in een andere gemeente")),
    Choice("social_team", _("Sociaal team of gebiedsteam")),
    Choice("cjg", _("CJG (Centrum voor Jeugd en Gezin)")),
    Choice("home_start", _("Home-Start")),
    Choice("buddy", _("Een maatjesproject")),
    Choice("foster_care", _("Pleegzorg")),
    Choice("met", _("MET, voor gezinnen met grotere zorgen")),
    Choice("huisarts", _("Huisarts")),
    Choice("veilig_thuis", _("Veilig Thuis")),
    Choice("other", _("Een andere organisatie")),
)
