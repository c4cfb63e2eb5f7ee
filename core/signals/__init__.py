"""Worries of steungezinnen and others: how they reach the coordinator, and who reads them."""
