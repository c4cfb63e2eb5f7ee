"""The licence by which a programme works: what it allows today, and who is told of its end."""
