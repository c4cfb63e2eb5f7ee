"""One field that finds everything a member may know of: families, sign-ups, network, notes."""
