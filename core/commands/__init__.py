"""The subcommands of `buurtgezinnen`, one module each."""
