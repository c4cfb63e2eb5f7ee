"""What can go wrong with the embedded PostgreSQL; each message says what to do."""


class EmbeddedError(Exception):
    """The embedded PostgreSQL cannot be prepared, started or stopped."""


class AlreadyInUse(EmbeddedError):
    """Another process has started this server and holds it."""


class NotRunning(EmbeddedError):
    """There is no server to attach to."""
