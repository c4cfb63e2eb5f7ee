"""The forms of logging in and of the people who work here."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from core.accounts.passwords import SHORTEST
from core.accounts.roles import ROLE_CHOICES
from core.web.forms import FormSchema, choice, mail, text
from core.web.forms import password as secret
from core.wording import _, _l

_NEW = _l("Ten minste %(number)s tekens. Vier losse woorden zijn sterk en goed te onthouden.",
          number=SHORTEST)  # fmt: skip


class LoginForm(FormSchema):
    """Mail address and password."""

    email = text(_l("E-mailadres"), max_length=254, autocomplete="username", inputmode="email")
    password = secret(_l("Wachtwoord"), autocomplete="current-password")


class AskResetForm(FormSchema):
    """For whom a new password is asked."""

    email = mail(_l("E-mailadres"))


class _Repeated(FormSchema):
    """A new password, typed twice."""

    @validates_schema
    def _same(self, data: dict[str, Any], **_kwargs: object) -> None:
        if data.get("password") != data.get("again"):
            told = _("Dit is niet hetzelfde wachtwoord. Typ het nog een keer.")
            raise ValidationError({"again": [told]})


class NewPasswordForm(_Repeated):
    """A new password."""

    password = secret(_l("Nieuw wachtwoord"), hint=_NEW, autocomplete="new-password")
    again = secret(_l("Nog een keer"), autocomplete="new-password")


class ChangePasswordForm(_Repeated):
    """One's own password, replaced."""

    current_password = secret(_l("Uw wachtwoord van nu"), autocomplete="current-password")
    password = secret(_l("Nieuw wachtwoord"), hint=_NEW, autocomplete="new-password")
    again = secret(_l("Nog een keer"), autocomplete="new-password")


class AcceptForm(_Repeated):
    """Who joins: a name and a password."""

    name = text(_l("Uw naam"), max_length=80, autocomplete="name",
                hint=_l("Zo zien uw collega's u, en de gezinnen die u belt."))  # fmt: skip
    password = secret(_l("Kies een wachtwoord"), hint=_NEW, autocomplete="new-password")
    again = secret(_l("Nog een keer"), autocomplete="new-password")


class AcceptKnownForm(FormSchema):
    """Who joins and has a login already."""

    password = secret(_l("Uw wachtwoord"), autocomplete="current-password")


class InviteForm(FormSchema):
    """Whom to invite, as what."""

    name = text(_l("Naam"), max_length=80, autocomplete="off")
    email = mail(_l("E-mailadres"))
    role = choice(_l("Wat gaat deze persoon doen?"), ROLE_CHOICES, wide=False)


class RoleForm(FormSchema):
    """Another role for a member."""

    role = choice(_l("Rol"), ROLE_CHOICES, wide=False)
