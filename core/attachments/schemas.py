"""The form that brings a document."""

from core.attachments.kinds import ENDINGS
from core.attachments.services import MOST_BYTES
from core.web import forms
from core.wording import _l


class AttachForm(forms.FormSchema):
    """A document, and the word of who brings it."""

    # Without .heic in the list a phone hands over a JPG of its photo by itself.
    file = forms.upload(
        _l("Welk bestand?"),
        ENDINGS,
        most_bytes=MOST_BYTES,
        hint=_l("PDF, JPG, PNG, DOCX, ODT, XLSX of TXT, hooguit 10 MB."),
    )
    no_papers = forms.consent(
        _l("Geen VOG, geen identiteitsbewijs"),
        _l("Dit is geen VOG en geen kopie van een paspoort, identiteitskaart of rijbewijs."),
    )
