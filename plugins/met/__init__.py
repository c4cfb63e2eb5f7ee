"""MET: a family goes up to the other project for complex cases, or comes back from it.

With it go the three concerns that the family and the parties around it agreed, in the order in
which they put them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from core.extension import (
    Call,
    Change,
    ChangeKind,
    Inbound,
    Kind,
    Options,
    Plugin,
    Receipt,
    Sees,
    SupplierIntegration,
    Text,
    Unwelcome,
    _,
    _l,
    hand_over,
    handed_over,
    hookimpl,
    key_of,
    lines_of,
    secret,
    sign_up_of,
)
from core.extension.forms import FormSchema, date_field, mail, text

LABELS: tuple[tuple[str, Text], ...] = (
    ("first_concern", _l("Eerste zorg")),
    ("second_concern", _l("Tweede zorg")),
    ("third_concern", _l("Derde zorg")),
    ("agreed_by", _l("Wie zaten aan tafel?")),
    ("agreed_on", _l("Afgesproken op")),
)


class MetOptions(Options):
    """Where MET listens, and the key of both; or a mail address, when it has no system."""

    address = text(
        _l("Adres van MET"), hint=_l("Begint met https://."), required=False, width="full"
    )
    signing_secret = secret(
        _l("Sleutel voor de handtekening"),
        hint=_l("Begint met whsec_. Beide kanten gebruiken dezelfde."),
        required=False,
    )
    mail_address = mail(
        _l("E-mailadres van MET"),
        hint=_l(
            "Alleen als MET geen systeem heeft. MET krijgt een link zonder namen, en u belt een "
            "code."
        ),
        required=False,
    )


class Concerns(FormSchema):
    """The three concerns, in order; each is written down as the family says it."""

    first_concern = text(
        _l("Eerste zorg"), hint=_l("De zorg die het gezin en de anderen het eerst noemden.")
    )
    second_concern = text(_l("Tweede zorg"))
    third_concern = text(_l("Derde zorg"))
    agreed_by = text(
        _l("Wie zaten aan tafel?"), hint=_l("Zoals: het gezin, school en het sociaal team.")
    )
    agreed_on = date_field(_l("Afgesproken op"))


@hookimpl
def plugin() -> Plugin:
    """The card in the settings."""
    return Plugin(
        key="met",
        name=_l("MET, op- en afschalen"),
        summary=_l("Een gezin gaat naar MET of komt ervan terug, met de drie afgesproken zorgen."),
        kind=Kind.SUPPLIER,
        version="1.0",
        sees=frozenset({Sees.REFERRALS, Sees.FAMILIES, Sees.CONTACT, Sees.SPECIAL}),
        sees_in_words=_l("naam, telefoon en de drie zorgen van een gezin dat ja zei"),
        options=MetOptions,
        icon="trending-up",
    )


@hookimpl
def supplier_integrations() -> Sequence[SupplierIntegration]:
    """MET."""
    return (
        SupplierIntegration(
            key="met",
            label=_l("MET"),
            changes=frozenset({ChangeKind.HANDOVER}),
            push=push,
            show=show,
            receive=receive,
            asks=Concerns,
            is_set=is_set,
            mailed_to=mailed_to,
            icon="trending-up",
        ),
    )


@hookimpl
def check_options(call: Call) -> Sequence[str]:
    """Whether the key is one."""
    if not is_set(call.options):
        return [_("Vul het adres van MET in, of een e-mailadres.")]
    if not call.options.get("address"):
        return []
    try:
        key_of(call.options.get("signing_secret") or "")
    except ValueError:
        return [_("De sleutel klopt niet. Plak hem in zoals u hem kreeg, met whsec_ ervoor.")]
    return []


def is_set(options: Mapping[str, Any]) -> bool:
    """Whether MET can be reached."""
    return bool(options.get("address") or options.get("mail_address"))


def mailed_to(options: Mapping[str, Any]) -> str:
    """The mail address, when MET has no system."""
    return "" if options.get("address") else str(options.get("mail_address") or "")


def show(_call: Call, change: Change) -> Sequence[tuple[Text, str]]:
    """Everything that goes."""
    return lines_of(change.facts, LABELS)


def push(call: Call, change: Change) -> Receipt:
    """Send the family up."""
    told = ("opschalen", message(change.facts))
    address, key = call.options["address"], call.options["signing_secret"]
    return hand_over(call, change, address, key, told, _("MET heeft het gezin ontvangen."))


def message(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts, with the concerns as a list in their order."""
    answers = facts.get("answers", {})
    rest = {name: value for name, value in facts.items() if name != "answers"}
    concerns = [answers.get(name, "") for name, _label in LABELS[:3]]
    agreed = {"by": answers.get("agreed_by", ""), "on": str(answers.get("agreed_on", ""))}
    return {**rest, "concerns": concerns, "agreed": agreed}


def receive(call: Call, body: bytes, headers: Mapping[str, str]) -> Sequence[Inbound]:
    """A family that comes back with its three concerns, or word of one; raises Unwelcome."""
    if not (known := call.options.get("signing_secret")):
        raise Unwelcome("there is no key for MET")
    return handed_over(known, body, headers, "afschalen", family_of)


def family_of(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The sign-up in a message; raises Unwelcome without exactly three concerns."""
    concerns = [str(one).strip() for one in data["concerns"]]
    if len(concerns) != 3 or not all(concerns):
        raise Unwelcome("a family comes back with three concerns")
    listed = "\n".join(f"{number}. {words}" for number, words in enumerate(concerns, 1))
    words = "\n".join(f"{label}: {value}" for label, value in lines_of(data))
    return sign_up_of(data, _("De drie zorgen, in volgorde:") + f"\n{listed}\n\n{words}")
