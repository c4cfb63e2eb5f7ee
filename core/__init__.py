"""The work itself: families, referrals, matching, couplings, evaluations, funding."""
