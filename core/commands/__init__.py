"""The parts of the command `buurtgezinnen`, one file a subject."""
