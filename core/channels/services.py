"""What may be done with channels: the face of this folder for writing."""

from core.channels.links import make_link, renew_link, withdraw_link

__all__ = ["make_link", "renew_link", "withdraw_link"]
