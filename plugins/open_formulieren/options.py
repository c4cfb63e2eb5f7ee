"""What a tenant sets: the token, and which field of the form is which of ours."""

from marshmallow import ValidationError, validates

from core.extension import Options, _, _l, secret
from core.extension.forms import long_text
from plugins.open_formulieren.mapping import FIELDS, BadMapping, mapping_of


class FormServerOptions(Options):
    """How the gemeente's form server is known."""

    token = secret(
        _l("Token waarmee het formulier aanmeldt"),
        hint=_l("Minstens 20 tekens. Zet hetzelfde token in Open Formulieren."),
        missing=_l("Vul een token in."),
    )
    mapping = long_text(
        _l("Welk veld is wat?"),
        hint=_l(
            "Alleen als de velden in uw formulier anders heten. Eén per regel, zoals: "
            "first_name = naamOuder. Een veld in een stap heet stap.veld."
        ),
        required=False,
        max_length=2000,
        rows=6,
    )

    @validates("token")
    def _is_long(self, token: str, **_kwargs: object) -> None:
        if token and len(token) < 20:
            raise ValidationError(_("Neem een token van minstens 20 tekens."))

    @validates("mapping")
    def _can_be_read(self, told: str | None, **_kwargs: object) -> None:
        try:
            mapping_of(told)
        except BadMapping as wrong:
            known = ", ".join(FIELDS)
            raise ValidationError(
                _("Regel %(number)s klopt niet. Onze velden zijn: %(known)s.",
                  number=wrong.number, known=known)
            ) from None  # fmt: skip
