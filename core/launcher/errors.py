"""What can go wrong at the start; each message says what to do."""


class LaunchError(Exception):
    """Something that the start needs is not there."""
