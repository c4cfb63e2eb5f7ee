"""Referral channels: what makes a way in of a plugin work, at whichever door it stands."""
