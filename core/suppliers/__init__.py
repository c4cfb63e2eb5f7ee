"""Working together with others: what they are told once, their receipts, and what they send."""
