"""The intakes of the standard method: of the family that asks and of the one that offers.

What is recorded here cannot be recovered later: formal help now, the kind of prevention, and the
family's own goals. There are no formal admission criteria (HvA 2016): the outcome is a judgement.
"""

from core.method.standard_choices import FORMAL_HELP_KINDS, PREVENTION_KINDS, SUPPORT_FORMS
from core.method.variant import Choice, Question, QuestionKind, Side
from core.wording import _l

PROTECTION = (
    Choice("no", _l("Nee")),
    Choice("during_ots", _l("Ja, er is nu een ondertoezichtstelling")),
    Choice("after_ots", _l("Ja, een ondertoezichtstelling is net afgelopen")),
    Choice("after_care", _l("Ja, het is nazorg na andere hulp")),
)
CONCERNS = (
    Choice("none", _l("Geen van deze")),
    Choice("violence", _l("Huiselijk geweld")),
    Choice("addiction", _l("Een zware verslaving")),
    Choice("psychiatry", _l("Zware psychiatrische problemen")),
)
PARENTING = (
    Choice("own_children_home", _l("Ja, met kinderen die thuis wonen")),
    Choice("own_children_grown", _l("Ja, de kinderen zijn het huis uit")),
    Choice("other_children", _l("Ja, met andere kinderen"), _l("Werk, familie of oppassen.")),
    Choice("none", _l("Nee")),
)
FOSTER_CARE = (
    Choice("no", _l("Nee")),
    Choice("is_now", _l("Ja, wij zijn nu pleeggezin")),
    Choice("was_before", _l("Ja, wij waren pleeggezin")),
    Choice("wished_for", _l("Wij denken erover, nu of later")),
)

INTAKE_QUESTIONS = (
    Question(
        "support_wanted",
        _l("Welke steun zoekt het gezin?"),
        QuestionKind.LONG_TEXT,
        Side.ASKING,
        hint=_l("In de woorden van het gezin. Voor wie, wanneer en hoe vaak?"),
        required=True,
    ),
    Question(
        "support_forms",
        _l("Welke soort steun past daarbij?"),
        QuestionKind.CHOICES,
        Side.ASKING,
        hint=_l("U mag er meer kiezen."),
        choices=SUPPORT_FORMS,
    ),
    Question(
        "goals",
        _l("Wat wil het gezin zelf bereiken?"),
        QuestionKind.LONG_TEXT,
        Side.ASKING,
        hint=_l("De eigen doelen van het gezin. U komt hier bij elke evaluatie op terug."),
        required=True,
    ),
    Question(
        "values",
        _l("Wat vindt het gezin belangrijk in de opvoeding?"),
        QuestionKind.LONG_TEXT,
        Side.ASKING,
        hint=_l("Bijvoorbeeld over regels, eten, schermtijd of samen zijn."),
    ),
    Question(
        "expectations",
        _l("Wat verwacht het gezin van een steungezin?"),
        QuestionKind.LONG_TEXT,
        Side.ASKING,
    ),
    Question(
        "reciprocity",
        _l("Wat kan het gezin terugdoen?"),
        QuestionKind.LONG_TEXT,
        Side.ASKING,
        hint=_l("Iets kleins is genoeg: koken, een klusje, een tekening."),
    ),
    Question(
        "formal_help_now",
        _l("Heeft het gezin nu hulp van professionals?"),
        QuestionKind.CHOICES,
        Side.FORMAL_HELP,
        hint=_l("Hulp mag gewoon doorgaan naast een steungezin."),
        choices=FORMAL_HELP_KINDS,
        required=True,
        sensitive=True,
    ),
    Question(
        "prevention_kind",
        _l("Hoe staat het gezin ervoor?"),
        QuestionKind.CHOICE,
        Side.ASKING,
        hint=_l("Uw eigen inschatting, nu. Dit is later niet meer na te gaan."),
        choices=PREVENTION_KINDS,
        required=True,
        sensitive=True,
    ),
    Question(
        "protection",
        _l("Is er een ondertoezichtstelling, of gaat het om nazorg?"),
        QuestionKind.CHOICE,
        Side.SAFETY,
        hint=_l("Bij “ja” beslist u samen met de professional van het gezin."),
        choices=PROTECTION,
        required=True,
        sensitive=True,
    ),
    Question(
        "protection_decided_with",
        _l("Met welke professional heeft u dit besloten?"),
        QuestionKind.TEXT,
        Side.SAFETY,
        hint=_l("Alleen bij “ja”: naam, functie en organisatie, en de datum."),
    ),
    Question(
        "heavy_concerns",
        _l("Is een van deze zorgen er nu?"),
        QuestionKind.CHOICES,
        Side.SAFETY,
        hint=_l("Dan past een steungezin meestal niet. U beslist, en schrijft op waarom."),
        choices=CONCERNS,
        required=True,
        sensitive=True,
    ),
    Question(
        "safety_notes",
        _l("Veiligheidscheck: wat heeft u besproken en gezien?"),
        QuestionKind.LONG_TEXT,
        Side.SAFETY,
        hint=_l("Schrijf feiten op, en wie wat zei. Doe dit vóór het zoeken naar een match."),
        required=True,
        sensitive=True,
    ),
)

SUPPORT_INTAKE_QUESTIONS = (
    Question(
        "motivation",
        _l("Waarom wil dit gezin steungezin zijn?"),
        QuestionKind.LONG_TEXT,
        Side.OFFERING,
        required=True,
    ),
    Question(
        "time",
        _l("Hoeveel tijd heeft het gezin, en voor hoe lang?"),
        QuestionKind.LONG_TEXT,
        Side.OFFERING,
        hint=_l("Denk ook aan vakanties, werk en eigen kinderen."),
        required=True,
    ),
    Question(
        "stability",
        _l("Is er rust en ruimte in het gezin?"),
        QuestionKind.LONG_TEXT,
        Side.OFFERING,
        hint=_l("Bijvoorbeeld gezondheid, relatie, werk en wonen. Uw eigen indruk telt ook."),
        required=True,
        sensitive=True,
    ),
    Question(
        "parenting_experience",
        _l("Heeft het gezin ervaring met opvoeden?"),
        QuestionKind.CHOICE,
        Side.OFFERING,
        choices=PARENTING,
        required=True,
    ),
    Question(
        "own_experience",
        _l("Maakte het gezin zelf iets mee dat kan helpen?"),
        QuestionKind.LONG_TEXT,
        Side.OFFERING,
        hint=_l("Bijvoorbeeld een scheiding of een kind met autisme. Alleen als zij dit willen."),
        sensitive=True,
    ),
    Question(
        "foster_care",
        _l("Is of was het gezin pleeggezin, of denkt het daarover?"),
        QuestionKind.CHOICE,
        Side.OFFERING,
        choices=FOSTER_CARE,
        required=True,
    ),
    Question(
        "values",
        _l("Wat vindt het gezin belangrijk in de opvoeding?"),
        QuestionKind.LONG_TEXT,
        Side.OFFERING,
    ),
    Question(
        "limits",
        _l("Waar ligt de grens van dit gezin?"),
        QuestionKind.LONG_TEXT,
        Side.OFFERING,
        hint=_l("Wat willen of kunnen zij niet? Zo blijft het vol te houden."),
    ),
    Question(
        "no_payment",
        _l("Weet het gezin dat er geen vergoeding is?"),
        QuestionKind.YES_NO,
        Side.OFFERING,
        required=True,
    ),
    Question(
        "vog_explained",
        _l("Weet het gezin dat elke volwassene een VOG nodig heeft?"),
        QuestionKind.YES_NO,
        Side.OFFERING,
        hint=_l("Noteer straks alleen dat u de VOG zag, en wanneer. Bewaar geen kopie."),
        required=True,
    ),
)
