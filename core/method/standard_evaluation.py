"""The agreements and the evaluation of the standard method.

Every half year with both families, asked apart: satisfied (the child too)? not too heavy? still
safe? formal help started, equal, less, ended? go on?
"""

from core.method.variant import Choice, Question, QuestionKind, Side
from core.wording import _l

SATISFIED = (
    Choice("satisfied", _l("Tevreden")),
    Choice("somewhat", _l("Gaat wel")),
    Choice("not_satisfied", _l("Niet tevreden"), alarm=True),
)
GO_ON = (
    Choice("yes", _l("Ja")),
    Choice("yes_changed", _l("Ja, met andere afspraken")),
    Choice("unsure", _l("Weet het nog niet"), alarm=True),
    Choice("no", _l("Nee"), alarm=True),
)

AGREEMENT_ITEMS = (
    Question(
        "when",
        _l("Wanneer"),
        QuestionKind.LONG_TEXT,
        Side.BOTH,
        hint=_l("Dag, begin en einde. En in de schoolvakanties?"),
        required=True,
    ),
    Question(
        "transport",
        _l("Halen en brengen"),
        QuestionKind.LONG_TEXT,
        Side.BOTH,
        hint=_l("Wie brengt, wie haalt, en waar vandaan?"),
    ),
    Question(
        "food",
        _l("Eten"),
        QuestionKind.LONG_TEXT,
        Side.BOTH,
        hint=_l("Eet het kind mee? Wat eet het niet?"),
    ),
    Question("reciprocity", _l("Wat doet het gezin terug"), QuestionKind.LONG_TEXT, Side.BOTH),
    Question("rules", _l("Regels in huis"), QuestionKind.LONG_TEXT, Side.BOTH),
    Question("photos", _l("Foto’s"), QuestionKind.LONG_TEXT, Side.BOTH),
    Question(
        "costs",
        _l("Kosten"),
        QuestionKind.LONG_TEXT,
        Side.BOTH,
        hint=_l("Bijvoorbeeld een uitje of de zwemles. Er is geen vergoeding."),
    ),
    Question(
        "contact",
        _l("Contact tussen de gezinnen"),
        QuestionKind.LONG_TEXT,
        Side.BOTH,
        hint=_l("Hoe laat u elkaar iets weten?"),
    ),
    Question(
        "emergency",
        _l("Bij nood"),
        QuestionKind.LONG_TEXT,
        Side.BOTH,
        hint=_l("Wie belt het steungezin als er iets gebeurt?"),
    ),
    Question(
        "if_it_fails",
        _l("Als het niet gaat"),
        QuestionKind.LONG_TEXT,
        Side.BOTH,
        hint=_l("Bijvoorbeeld: eerst elkaar bellen, dan de coördinator."),
        required=True,
    ),
)

EVALUATION_QUESTIONS = (
    Question(
        "home",
        _l("Hoe gaat het thuis?"),
        QuestionKind.CHOICE,
        Side.ASKING,
        hint=_l("Vraag de ouder alleen."),
        choices=(
            Choice("better", _l("Beter")),
            Choice("same", _l("Gelijk")),
            Choice("worse", _l("Minder goed"), alarm=True),
        ),
        required=True,
    ),
    Question(
        "asking_satisfied",
        _l("Is het vraaggezin tevreden over de koppeling?"),
        QuestionKind.CHOICE,
        Side.ASKING,
        choices=SATISFIED,
        required=True,
    ),
    Question(
        "goals_progress",
        _l("Hoe staat het met de eigen doelen van het gezin?"),
        QuestionKind.LONG_TEXT,
        Side.ASKING,
    ),
    Question(
        "asking_go_on",
        _l("Wil het vraaggezin door?"),
        QuestionKind.CHOICE,
        Side.ASKING,
        choices=GO_ON,
        required=True,
    ),
    Question(
        "child_opinion",
        _l("Wat vindt het kind ervan?"),
        QuestionKind.CHOICE,
        Side.CHILD,
        hint=_l("Vraag het het kind zelf, zonder ouders erbij als dat kan."),
        choices=(
            Choice("nice", _l("Fijn")),
            Choice("somewhat", _l("Gaat wel")),
            Choice("not_nice", _l("Niet fijn"), alarm=True),
            Choice("not_asked", _l("Nog niet gevraagd")),
        ),
        required=True,
    ),
    Question(
        "child_words",
        _l("In de woorden van het kind"),
        QuestionKind.LONG_TEXT,
        Side.CHILD,
    ),
    Question(
        "too_heavy",
        _l("Is het niet te zwaar?"),
        QuestionKind.CHOICE,
        Side.OFFERING,
        hint=_l("“Soms” of “ja”: u krijgt een taak voor deze week."),
        choices=(
            Choice("fine", _l("Nee, het gaat goed")),
            Choice("sometimes", _l("Soms"), alarm=True),
            Choice("too_heavy", _l("Ja, te zwaar"), alarm=True),
        ),
        required=True,
    ),
    Question(
        "offering_satisfied",
        _l("Is het steungezin tevreden over de koppeling?"),
        QuestionKind.CHOICE,
        Side.OFFERING,
        choices=SATISFIED,
        required=True,
    ),
    Question(
        "offering_go_on",
        _l("Wil het steungezin door?"),
        QuestionKind.CHOICE,
        Side.OFFERING,
        choices=GO_ON,
        required=True,
    ),
    Question(
        "safety_changed",
        _l("Is er iets veranderd in de veiligheid?"),
        QuestionKind.CHOICE,
        Side.SAFETY,
        hint=_l("Elke keer opnieuw. Bij twijfel: overleg eerst met een collega."),
        choices=(
            Choice("no", _l("Nee")),
            Choice("yes", _l("Ja, ik bel vandaag"), alarm=True),
            Choice("unsure", _l("Ik twijfel"), alarm=True),
        ),
        required=True,
        sensitive=True,
    ),
    Question(
        "formal_help",
        _l("Hulp van professionals nu"),
        QuestionKind.CHOICE,
        Side.FORMAL_HELP,
        hint=_l("Jeugdhulp, sociaal team of andere hulp. Alleen de stand, geen reden."),
        choices=(
            Choice("started", _l("Gestart")),
            Choice("equal", _l("Gelijk")),
            Choice("less", _l("Minder")),
            Choice("ended", _l("Gestopt")),
            Choice("none", _l("Is er niet")),
        ),
        required=True,
        sensitive=True,
    ),
    Question(
        "agreements_changed",
        _l("Is er iets te wijzigen in de afspraken?"),
        QuestionKind.CHOICE,
        Side.CHANGES,
        hint=_l("Bij “ja” gaat u hierna naar de afspraken."),
        choices=(Choice("no", _l("Nee")), Choice("yes", _l("Ja"))),
        required=True,
    ),
)
