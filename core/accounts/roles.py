"""What a role is called, and what it means to who has it."""

from core.accounts.models import Role
from core.wording import Text, _l

ROLE_LABELS: dict[Role, Text] = {
    Role.COORDINATOR: _l("coördinator"),
    Role.ADMIN: _l("programmaleider"),
    Role.GEMEENTE: _l("gemeente, alleen cijfers"),
}
ROLE_CHOICES: tuple[tuple[str, Text], ...] = (
    (Role.COORDINATOR.value, _l("Coördinator: werkt met gezinnen en koppelingen")),
    (Role.ADMIN.value, _l("Programmaleider: doet dat ook, en beheert de medewerkers")),
    (Role.GEMEENTE.value, _l("Gemeente: ziet alleen de cijfers, nooit een gezin")),
)
