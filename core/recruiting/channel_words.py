"""What the channels are called."""

from core.recruiting.models import ChannelKind
from core.wording import Text, _l

CHANNEL_LABELS: dict[ChannelKind, Text] = {
    ChannelKind.SCHOOLS: _l("Scholen"),
    ChannelKind.NEWSPAPER: _l("Buurtkrant"),
    ChannelKind.LIBRARY: _l("Bibliotheek"),
    ChannelKind.SOCIAL: _l("Website en Facebook"),
    ChannelKind.GPS: _l("Huisartsen"),
    ChannelKind.PARTNER: _l("Organisatie uit het netwerk"),
}
