"""The work itself: families, referrals, couplings, evaluations and figures."""
