"""Nothing of one tenant reaches another."""
