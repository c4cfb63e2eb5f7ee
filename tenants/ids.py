"""Identifiers: made in Python, ordered by time, meaningless to a reader."""

import os
import time
from uuid import UUID


def new_id() -> UUID:
    """A time-ordered UUID (version 7, RFC 9562): 48 bits of milliseconds, 74 of chance."""
    milliseconds = time.time_ns() // 1_000_000
    chance = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76 | (chance >> 68 & 0xFFF) << 64
    value |= 0b10 << 62 | chance & (1 << 62) - 1
    return UUID(int=value)
