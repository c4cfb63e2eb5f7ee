"""The icons in use: the one list from which the served sprite is cut."""

from typing import Final

ICONS: Final[frozenset[str]] = frozenset(
    ["archive", "arrow-left", "arrow-left-right", "arrow-right", "baby", "bell", "building", "calculator", "calendar-check", "calendar-days", "calendar-plus", "check", "chevron-down", "chevron-left", "chevron-right", "circle", "circle-alert", "circle-check", "circle-question-mark", "circle-x", "clipboard-check", "clipboard-list", "clock", "copy", "download", "ellipsis", "external-link", "eye", "eye-off", "face-slightly-smiling", "file-clock", "file-text", "funnel", "flag", "folder-open", "globe", "graduation-cap", "hand-heart", "handshake", "heart-handshake", "hourglass", "house", "inbox", "info", "key-round", "landmark", "languages", "link", "list-checks", "lock", "log-in", "log-out", "mail", "map", "map-pin", "megaphone", "menu", "message-circle", "message-square-text", "minus", "moon", "pause", "pencil", "phone", "plane", "play", "plug", "plus", "printer", "qr-code", "receipt-euro", "refresh-cw", "rotate-ccw", "scale", "school", "search", "send", "settings", "share-2", "shield", "shield-alert", "shield-check", "siren", "sprout", "star", "stethoscope", "sun", "trash", "trending-up", "triangle-alert", "undo-2", "unlink", "upload", "user-check", "user-plus", "user-round", "users", "utensils", "wallet", "wrench", "x"]
)


def known(name: str) -> str:
    """Return the icon's name; raise LookupError when it is not in the list."""
    if name not in ICONS:
        raise LookupError(f"Icon {name!r} is not served: add it to core/web/icons.py.")
    return name
