"""What is set for the webhooks."""

from core.extension import Options, _l, secret
from core.extension.forms import text, yes_no


class WebhookOptions(Options):
    """Where to post, and the key with which both sides sign."""

    address = text(
        _l("Adres van het andere systeem"),
        hint=_l("Begint met https://. U krijgt het van de beheerder van dat systeem."),
        width="full",
    )
    signing_secret = secret(
        _l("Sleutel voor de handtekening"),
        hint=_l("Begint met whsec_. Beide kanten gebruiken dezelfde."),
    )
    with_figures = yes_no(
        _l("Gaan de aantallen ook?"),
        hint=_l("Hoogstens één keer per dag, zoals de gemeente ze ziet: zonder kleine aantallen."),
        required=False,
    )
