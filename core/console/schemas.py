"""The forms of the console."""

from core.attachments.kinds import ENDINGS
from core.console.document_files import MOST_BYTES
from core.console.organisations import KIND_CHOICES
from core.extension.host import Host
from core.licences.library import KINDS
from core.licences.variants import variant_choices
from core.web.forms import (
    FormSchema,
    choice,
    consent,
    date_field,
    long_text,
    mail,
    text,
    upload,
    whole_number,
    yes_no,
)
from core.wording import _l

_AREAS_HINT = _l("Eén per regel, of met komma’s. Een naam of een code, bijvoorbeeld GM0340.")
_MOST_HINT = _l("Laat leeg als er geen grens is. Een koppeling telt vanaf de proefperiode.")


class StichtingForm(FormSchema):
    """The name of the Stichting; what it is does not change."""

    name = text(_l("Naam"), max_length=120)


class OrganisationForm(FormSchema):
    """An organisation that runs programmes."""

    name = text(_l("Naam"), max_length=120)
    kind = choice(_l("Soort organisatie"), KIND_CHOICES)


class ChangeLicenceForm(FormSchema):
    """What of a licence can be changed."""

    areas = long_text(_l("In welke gemeenten?"), max_length=4000, hint=_AREAS_HINT)
    until = date_field(_l("Laatste dag"))
    most_couplings = whole_number(
        _l("Hoeveel koppelingen mogen er per programma tegelijk lopen?"),
        least=1,
        most=5000,
        required=False,
        hint=_MOST_HINT,
    )


def grant_form(plugins: Host) -> type[FormSchema]:
    """A licence that is granted, for one of the methods that are installed now."""

    class GrantForm(ChangeLicenceForm):
        """The method and the first day, and what can be changed later."""

        variant = choice(_l("Voor welke methode?"), variant_choices(plugins))
        from_on = date_field(_l("Eerste dag"))

        class Meta(FormSchema.Meta):
            """The method and the first day come first."""

            fields = ("variant", "areas", "from_on", "until", "most_couplings")

    return GrantForm


def document_form(plugins: Host, *, has_file: bool = False) -> type[FormSchema]:
    """A document of the library, for one method or for all that are installed now.

    One that `has_file` may lose it again.
    """

    class DocumentForm(FormSchema):
        """What is shared."""

        title = text(_l("Titel"), max_length=120)
        kind = choice(_l("Wat is het?"), tuple(KINDS.items()))
        variant = choice(
            _l("Voor welke methode is het?"),
            variant_choices(plugins),
            select=True,
            required=False,
            empty=_l("Alle methoden"),
        )
        text = long_text(
            _l("Tekst"),
            max_length=20_000,
            rows=14,
            required=False,
            hint=_l("Een lege regel begint een nieuwe alinea."),
        )
        file = upload(
            _l("Ander bestand") if has_file else _l("Bestand"),
            ENDINGS,
            most_bytes=MOST_BYTES,
            required=False,
            hint=_l("PDF, JPG, PNG, DOCX, ODT, XLSX of TXT, hooguit 10 MB."),
        )

    if not has_file:
        return DocumentForm
    told = _l("Haal het bestand weg")
    return type("ChangeDocumentForm", (DocumentForm,), {
        "without_file": consent(_l("Bestand dat er is"), told, required=False),
    })  # fmt: skip


class EndLicenceForm(FormSchema):
    """From when a licence no longer holds."""

    ended_on = date_field(_l("Vanaf welke dag geldt de licentie niet meer?"))


class ProgrammeForm(FormSchema):
    """A programme that begins."""

    area = text(
        _l("Welke gemeente?"),
        max_length=80,
        hint=_l("De naam of de code van een gemeente, of van een deel ervan."),
    )
    name = text(
        _l("Naam van het programma"),
        max_length=80,
        required=False,
        hint=_l("Laat leeg om de naam van de gemeente te nemen."),
    )
    slug = text(
        _l("Begin van het internetadres"),
        max_length=40,
        required=False,
        hint=_l("Laat leeg om het van de naam te maken. Later wijzigen kan niet."),
    )
    inhabitants = whole_number(_l("Aantal inwoners"), least=1, most=2_000_000, width="8")
    inhabitants_on = date_field(_l("Geteld op"))
    inhabitants_source = text(_l("Geteld door"), max_length=120, hint=_l("Bijvoorbeeld het CBS."))
    begins = yes_no(
        _l("Telt het programma vanaf nu mee?"),
        yes=_l("Ja, het begint"),
        no=_l("Nee, het is in voorbereiding"),
    )
    admin_name = text(_l("Naam van de programmaleider"), max_length=80)
    admin_email = mail(
        _l("E-mailadres van de programmaleider"),
        hint=_l("Deze persoon krijgt een uitnodiging en nodigt daarna de anderen uit."),
    )
