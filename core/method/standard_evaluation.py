"""The agreements and the evaluation of the standard method.

Every half year with both families, asked apart: satisfied (the child too)? not too heavy? still
safe? formal help started, equal, less, ended? go on?
"""

from flask_babel import lazy_gettext as _

from core.method.variant import Choice, Question, QuestionKind, Side

SATISFIED = (
    Choice("satisfied", _("Tevreden")),
    Choice("somewhat", _("Gaat wel")),
    Choice("not_satisfied", _("Niet tevreden"), alarm=True),
)
GO_ON = (
    Choice("yes", _("Ja")),
    Choice("yes_changed", _("Ja, met andere afspraken")),
    Choice("unsure", _("Weet het nog niet"), alarm=True),
    Choice("no", _("Nee"), alarm=True),
)

AGREEMENT_ITEMS = (
    Question(
        "when",
        _("Wanneer"),
        QuestionKind.LONG_TEXT,
        Side.BOTH,
        hint=_("Dag, begin en einde. En in de schoolvakanties?"),
        required=True,
    ),
    Question(
        "transport",
        _("Halen en brengen"),
        QuestionKind.LONG_TEXT,
        Side.BOTH,
        hint=_("Wie brengt, wie haalt, en waar vandaan?"),
    ),
    Question(
        "food",
        _("Eten"),
        QuestionKind.LONG_TEXT,
        Side.BOTH,
        hint=_("Eet het kind mee? Wat eet het niet?"),
    ),
    Question("reciprocity", _("Wat doet het gezin terug"), QuestionKind.LONG_TEXT, Side.BOTH),
    Question("rules", _("Regels in huis"), QuestionKind.LONG_TEXT, Side.BOTH),
    Question("photos", _("Foto’s"), QuestionKind.LONG_TEXT, Side.BOTH),
    Question(
        "costs",
        _("Kosten"),
        QuestionKind.LONG_TEXT,
        Side.BOTH,
        hint=_("Bijvoorbeeld een uitje of de zwemles. Er is geen vergoeding."),
    ),
    Question(
        "contact",
        _("Contact tussen de gezinnen"),
        QuestionKind.LONG_TEXT,
        Side.BOTH,
        hint=_("Hoe laat u elkaar iets weten?"),
    ),
    Question(
        "emergency",
        _("Bij nood"),
        QuestionKind.LONG_TEXT,
        Side.BOTH,
        hint=_("Wie belt het steungezin als er iets gebeurt?"),
    ),
    Question(
        "if_it_fails",
        _("Als het niet gaat"),
        QuestionKind.LONG_TEXT,
        Side.BOTH,
        hint=_("Bijvoorbeeld: eerst elkaar bellen, dan de coördinator."),
        required=True,
    ),
)

EVALUATION_QUESTIONS = (
    Question(
        "home",
        _("Hoe gaat het thuis?"),
        QuestionKind.CHOICE,
        Side.ASKING,
        hint=_("Vraag de ouder alleen."),
        choices=(
            Choice("better", _("Beter")),
            Choice("same", _("Gelijk")),
            Choice("worse", _("Minder goed"), alarm=True),
        ),
        required=True,
    ),
    Question(
        "asking_satisfied",
        _("Is het vraaggezin tevreden over de koppeling?"),
        QuestionKind.CHOICE,
        Side.ASKING,
        choices=SATISFIED,
        required=True,
    ),
    Question(
        "goals_progress",
        _("Hoe staat het met de eigen doelen van het gezin?"),
        QuestionKind.LONG_TEXT,
        Side.ASKING,
    ),
    Question(
        "asking_go_on",
        _("Wil het vraaggezin door?"),
        QuestionKind.CHOICE,
        Side.ASKING,
        choices=GO_ON,
        required=True,
    ),
    Question(
        "child_opinion",
        _("Wat vindt het kind ervan?"),
        QuestionKind.CHOICE,
        Side.CHILD,
        hint=_("Vraag het het kind zelf, zonder ouders erbij als dat kan."),
        choices=(
            Choice("nice", _("Fijn")),
            Choice("somewhat", _("Gaat wel")),
            Choice("not_nice", _("Niet fijn"), alarm=True),
            Choice("not_asked", _("Nog niet gevraagd")),
        ),
        required=True,
    ),
    Question(
        "child_words",
        _("In de woorden van het kind"),
        QuestionKind.LONG_TEXT,
        Side.CHILD,
    ),
    Question(
        "too_heavy",
        _("Is het niet te zwaar?"),
        QuestionKind.CHOICE,
        Side.OFFERING,
        hint=_("“Soms” of “ja”: u krijgt een taak voor deze week."),
        choices=(
            Choice("fine", _("Nee, het gaat goed")),
            Choice("sometimes", _("Soms"), alarm=True),
            Choice("too_heavy", _("Ja, te zwaar"), alarm=True),
        ),
        required=True,
    ),
    Question(
        "offering_satisfied",
        _("Is het steungezin tevreden over de koppeling?"),
        QuestionKind.CHOICE,
        Side.OFFERING,
        choices=SATISFIED,
        required=True,
    ),
    Question(
        "offering_go_on",
        _("Wil het steungezin door?"),
        QuestionKind.CHOICE,
        Side.OFFERING,
        choices=GO_ON,
        required=True,
    ),
    Question(
        "safety_changed",
        _("Is er iets veranderd in de veiligheid?"),
        QuestionKind.CHOICE,
        Side.SAFETY,
        hint=_("Elke keer opnieuw. Bij twijfel: overleg eerst met een collega."),
        choices=(
            Choice("no", _("Nee")),
            Choice("yes", _("Ja, ik bel vandaag"), alarm=True),
            Choice("unsure", _("Ik twijfel"), alarm=True),
        ),
        required=True,
        sensitive=True,
    ),
    Question(
        "formal_help",
        _("Hulp van professionals nu"),
        QuestionKind.CHOICE,
        Side.FORMAL_HELP,
        hint=_("Jeugdhulp, sociaal team of andere hulp. Alleen de stand, geen reden."),
        choices=(
            Choice("started", _("Gestart")),
            Choice("equal", _("Gelijk")),
            Choice("less", _("Minder")),
            Choice("ended", _("Gestopt")),
            Choice("none", _("Is er niet")),
        ),
        required=True,
        sensitive=True,
    ),
    Question(
        "agreements_changed",
        _("Is er iets te wijzigen in de afspraken?"),
        QuestionKind.CHOICE,
        Side.CHANGES,
        hint=_("Bij “ja” gaat u hierna naar de afspraken."),
        choices=(Choice("no", _("Nee")), Choice("yes", _("Ja"))),
        required=True,
    ),
)
