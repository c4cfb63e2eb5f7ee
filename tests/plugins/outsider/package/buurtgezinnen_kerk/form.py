"""What a deacon is asked."""

from core.extension import _l
from core.extension.forms import FormSchema, consent, long_text, phone_or_mail, text


class KerkForm(FormSchema):
    """Who it is about, and who asks."""

    name = text(_l("Wat is uw naam?"), max_length=80)
    own_contact = phone_or_mail(_l("Hoe bereiken wij u?"))
    first_name = text(_l("Wat is de voornaam van de ouder?"), max_length=60)
    contact = phone_or_mail(_l("Hoe bereiken wij de ouder?"))
    story = long_text(_l("Wat zou dit gezin helpen?"))
    agreed = consent(_l("Toestemming"), _l("De ouder weet dat ik dit vraag en wil het ook."))


class VisitForm(FormSchema):
    """A visit that was paid."""

    by_whom = text(_l("Wie ging er langs?"), max_length=60)
