"""What a tenant sets: the token of the practices."""

from marshmallow import ValidationError, validates

from core.extension import Options, _, _l, secret


class PracticeOptions(Options):
    """How the systems of the practices are known."""

    token = secret(
        _l("Token waarmee de praktijk verwijst"),
        hint=_l("Minstens 20 tekens. Zonder token werkt alleen de link."),
        required=False,
    )

    @validates("token")
    def _is_long(self, token: str | None, **_kwargs: object) -> None:
        if token and len(token) < 20:
            raise ValidationError(_("Neem een token van minstens 20 tekens."))
