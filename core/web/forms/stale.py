"""A post whose page stood open too long: its form is shown again, filled, and nothing is done."""

from werkzeug.datastructures import ImmutableMultiDict


class StalePost(ImmutableMultiDict[str, str]):
    """What was posted without a token that holds."""
