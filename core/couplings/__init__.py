"""Couplings: their phases, what each asks for, and their contract."""
