"""What others may do with a search profile: write it, check it, show it, take it away."""

from core.recruiting.mailing import mail_profile
from core.recruiting.overruling import overrule
from core.recruiting.placing import add_organisation, place, publish, withdraw
from core.recruiting.writing import (
    approve,
    make_coarser,
    put_back,
    reread,
    start_from_advice,
    start_profile,
    unfinished_profile,
    write_text,
)

__all__ = [
    "add_organisation",
    "approve",
    "mail_profile",
    "make_coarser",
    "overrule",
    "place",
    "publish",
    "put_back",
    "reread",
    "start_from_advice",
    "start_profile",
    "unfinished_profile",
    "withdraw",
    "write_text",
]
