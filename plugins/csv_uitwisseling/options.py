"""What is set for the exchange of files."""

from core.extension import Options, _l, secret
from core.extension.forms import long_text, text, whole_number


class CsvOptions(Options):
    """The server, its folders, and which columns mean what."""

    host = text(_l("Server"), hint=_l("Zoals sftp.registratie.nl."))
    port = whole_number(_l("Poort"), least=1, most=65_535, hint=_l("Meestal 22."))
    user = text(_l("Gebruikersnaam"), max_length=80)
    private_key_secret = secret(
        _l("Onze eigen sleutel"),
        hint=_l(
            "Het veiligst. Plak de hele private sleutel, ook de regels met BEGIN en END. Er mag "
            "geen wachtwoord op zitten. De publieke helft geeft u aan de beheerder."
        ),
        required=False,
        max_length=8000,
        lines=True,
    )
    password = secret(
        _l("Wachtwoord"), hint=_l("Alleen nodig als er geen eigen sleutel is."), required=False
    )
    host_key = text(
        _l("Sleutel van de server"),
        hint=_l("Eén regel die begint met ssh-ed25519 of ecdsa. Vraag hem aan de beheerder."),
        max_length=1000,
        width="full",
    )
    folder_out = text(_l("Map waarin wij bestanden zetten"), hint=_l("Zoals uit."))
    folder_in = text(_l("Map waaruit wij bestanden halen"), hint=_l("Zoals in."))
    columns_out = long_text(
        _l("Kolommen in onze bestanden"),
        hint=_l("Per regel: ons woord = hun kolom. Leeg: alle kolommen met onze woorden."),
        required=False,
    )
    columns_in = long_text(
        _l("Kolommen in hun bestanden"),
        hint=_l(
            "Per regel: ons woord = hun kolom. Onze woorden: nummer, voornaam, achternaam, "
            "contact, postcode, verhaal, toestemming."
        ),
        required=False,
    )
