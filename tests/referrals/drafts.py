"""Sign-ups for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import event

from core.families.models import FamilyRole
from core.referrals.draft import ASK_DOOR, REFER_DOOR, ReferralDraft, ReferrerDraft
from core.work import Office
from tests.fixtures_web import TODAY

JORIS = ReferrerDraft("Joris Wester", "intern begeleider", "De Zaagmolen", "joris@school.example")
SAMIRA = ReferralDraft(
    FamilyRole.ASKING,
    ASK_DOOR,
    first_name="Samira",
    contact="+31612345678",
    message_safe=False,
    postcode4="1506",
    wishes=("regular_place",),
    story="Het is veel.",
    consent_on=TODAY,
)
MERYEM = replace(
    SAMIRA, channel_key=REFER_DOOR, source="school", first_name="Meryem", referrer=JORIS
)
UNNAMED = ReferralDraft(
    FamilyRole.ASKING, REFER_DOOR, "school", named=False, story="Eerst praten.", referrer=JORIS
)


@contextmanager
def counted(office: Office) -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    engine = office.database._engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)
