"""The HTML beside the plain text of a mail: the same words, in the look of the house.

No remote pictures, no trackers, styles inside: what mail programs take.
"""

from jinja2.utils import urlize
from markupsafe import Markup

_PAGE = Markup(
    '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{title}</title></head>'
    '<body style="margin:0;background:#fbf7f1;color:#2a221e;font:17px/1.5 Arial,sans-serif">'
    '<div style="max-width:36rem;margin:0 auto;padding:24px 16px">'
    '<p style="margin:0 0 16px;font-weight:700">{sender}</p>'
    '<div style="background:#ffffff;border:1px solid #e5dccf;border-radius:8px;padding:20px">{body}'
    "</div></div></body></html>"
)
_PARAGRAPH = Markup('<p style="margin:0 0 14px;overflow-wrap:anywhere">{text}</p>')


def html_of(sender: str, subject: str, text: str) -> str:
    """A plain text as HTML: paragraphs, and links that can be followed."""
    parts = [part for part in text.split("\n\n") if part.strip()]
    body = Markup("").join(_PARAGRAPH.format(text=_lines(part)) for part in parts)
    return str(_PAGE.format(title=subject, sender=sender, body=body))


def _lines(part: str) -> Markup:
    linked = urlize(part.strip("\n"))
    return Markup(linked.replace("\n", "<br>"))  # noqa: S704 - urlize escapes
