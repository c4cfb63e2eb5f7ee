"""The intakes of the standard method: of the family that asks and of the one that offers.

What is recorded here cannot be recovered later: formal help now, the kind of prevention, and the
family's own goals. There are no formal admission criteria (HvA 2016): the outcome is a judgement.
"""

from flask_babel import lazy_gettext as _

from core.method.standard_choices import FORMAL_HELP_KINDS, PREVENTION_KINDS, SUPPORT_FORMS
from core.method.variant import Choice, Question, QuestionKind, Side

PROTECTION = (
    Choice("no", _("Nee")),
    Choice("during_ots", _("Ja, er is nu een ondertoezichtstelling")),
    Choice("after_ots", _("Ja, een ondertoezichtstelling is net afgelopen")),
    Choice("after_care", _("Ja, het is nazorg na andere hulp")),
)
CONCERNS = (
    Choice("none", _("Geen van deze")),
    Choice("violence", _("Huiselijk geweld")),
    Choice("addiction", _("Een zware verslaving")),
    Choice("psychiatry", _("Zware psychiatrische problemen")),
)
PARENTING = (
    Choice("own_children_home", _("Ja, met kinderen die thuis wonen")),
    Choice("own_children_grown", _("Ja, de kinderen zijn het huis uit")),
    Choice("other_children", _("Ja, met andere kinderen"), _("Werk, familie of oppassen.")),
    Choice("none", _("Nee")),
)
FOSTER_CARE = (
    Choice("no", _("Nee")),
    Choice("is_now", _("Ja, wij zijn nu pleeggezin")),
    Choice("was_before", _("Ja, wij waren pleeggezin")),
    Choice("wished_for", _("Wij denken erover, nu of later")),
)

INTAKE_QUESTIONS = (
    Question(
        "support_wanted",
        _("Welke steun zoekt het gezin?"),
        QuestionKind.LONG_TEXT,
        Side.ASKING,
        hint=_("In de woorden van het gezin. Voor wie, wanneer en hoe vaak?"),
        required=True,
    ),
    Question(
        "support_forms",
        _("Welke soort steun past daarbij?"),
        QuestionKind.CHOICES,
        Side.ASKING,
        hint=_("U mag er meer kiezen."),
        choices=SUPPORT_FORMS,
    ),
    Question(
        "goals",
        _("Wat wil het gezin zelf bereiken?"),
        QuestionKind.LONG_TEXT,
        Side.ASKING,
        hint=_("De eigen doelen van het gezin. U komt hier bij elke evaluatie op terug."),
        required=True,
    ),
    Question(
        "values",
        _("Wat vindt het gezin belangrijk in de opvoeding?"),
        QuestionKind.LONG_TEXT,
        Side.ASKING,
        hint=_("Bijvoorbeeld over regels, eten, schermtijd of samen zijn."),
    ),
    Question(
        "expectations",
        _("Wat verwacht het gezin van een steungezin?"),
        QuestionKind.LONG_TEXT,
        Side.ASKING,
    ),
    Question(
        "reciprocity",
        _("Wat kan het gezin terugdoen?"),
        QuestionKind.LONG_TEXT,
        Side.ASKING,
        hint=_("Iets kleins is genoeg: koken, een klusje, een tekening."),
    ),
    Question(
        "formal_help_now",
        _("Heeft het gezin nu hulp van professionals?"),
        QuestionKind.CHOICES,
        Side.FORMAL_HELP,
        hint=_("Hulp mag gewoon doorgaan naast een steungezin."),
        choices=FORMAL_HELP_KINDS,
        required=True,
        sensitive=True,
    ),
    Question(
        "prevention_kind",
        _("Hoe staat het gezin ervoor?"),
        QuestionKind.CHOICE,
        Side.ASKING,
        hint=_("Uw eigen inschatting, nu. Dit is later niet meer na te gaan."),
        choices=PREVENTION_KINDS,
        required=True,
        sensitive=True,
    ),
    Question(
        "protection",
        _("Is er een ondertoezichtstelling, of gaat het om nazorg?"),
        QuestionKind.CHOICE,
        Side.SAFETY,
        hint=_("Bij “ja” beslist u samen met de professional van het gezin."),
        choices=PROTECTION,
        required=True,
        sensitive=True,
    ),
    Question(
        "protection_decided_with",
        _("Met welke professional heeft u dit besloten?"),
        QuestionKind.TEXT,
        Side.SAFETY,
        hint=_("Alleen bij “ja”: naam, functie en organisatie, en de datum."),
    ),
    Question(
        "heavy_concerns",
        _("Is een van deze zorgen er nu?"),
        QuestionKind.CHOICES,
        Side.SAFETY,
        hint=_("Dan past een steungezin meestal niet. U beslist, en schrijft op waarom."),
        choices=CONCERNS,
        required=True,
        sensitive=True,
    ),
    Question(
        "safety_notes",
        _("Veiligheidscheck: wat heeft u besproken en gezien?"),
        QuestionKind.LONG_TEXT,
        Side.SAFETY,
        hint=_("Schrijf feiten op, en wie wat zei. Doe dit vóór het zoeken naar een match."),
        required=True,
        sensitive=True,
    ),
)

SUPPORT_INTAKE_QUESTIONS = (
    Question(
        "motivation",
        _("Waarom wil dit gezin steungezin zijn?"),
        QuestionKind.LONG_TEXT,
        Side.OFFERING,
        required=True,
    ),
    Question(
        "time",
        _("Hoeveel tijd heeft het gezin, en voor hoe lang?"),
        QuestionKind.LONG_TEXT,
        Side.OFFERING,
        hint=_("Denk ook aan vakanties, werk en eigen kinderen."),
        required=True,
    ),
    Question(
        "stability",
        _("Is er rust en ruimte in het gezin?"),
        QuestionKind.LONG_TEXT,
        Side.OFFERING,
        hint=_("Bijvoorbeeld gezondheid, relatie, werk en wonen. Uw eigen indruk telt ook."),
        required=True,
        sensitive=True,
    ),
    Question(
        "parenting_experience",
        _("Heeft het gezin ervaring met opvoeden?"),
        QuestionKind.CHOICE,
        Side.OFFERING,
        choices=PARENTING,
        required=True,
    ),
    Question(
        "own_experience",
        _("Maakte het gezin zelf iets mee dat kan helpen?"),
        QuestionKind.LONG_TEXT,
        Side.OFFERING,
        hint=_("Bijvoorbeeld een scheiding of een kind met autisme. Alleen als zij dit willen."),
        sensitive=True,
    ),
    Question(
        "foster_care",
        _("Is of was het gezin pleeggezin, of denkt het daarover?"),
        QuestionKind.CHOICE,
        Side.OFFERING,
        choices=FOSTER_CARE,
        required=True,
    ),
    Question(
        "values",
        _("Wat vindt het gezin belangrijk in de opvoeding?"),
        QuestionKind.LONG_TEXT,
        Side.OFFERING,
    ),
    Question(
        "limits",
        _("Waar ligt de grens van dit gezin?"),
        QuestionKind.LONG_TEXT,
        Side.OFFERING,
        hint=_("Wat willen of kunnen zij niet? Zo blijft het vol te houden."),
    ),
    Question(
        "no_payment",
        _("Weet het gezin dat er geen vergoeding is?"),
        QuestionKind.YES_NO,
        Side.OFFERING,
        required=True,
    ),
    Question(
        "vog_explained",
        _("Weet het gezin dat elke volwassene een VOG nodig heeft?"),
        QuestionKind.YES_NO,
        Side.OFFERING,
        hint=_("Noteer straks alleen dat u de VOG zag, en wanneer. Bewaar geen kopie."),
        required=True,
    ),
)
