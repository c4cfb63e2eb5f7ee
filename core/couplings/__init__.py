<<<<<<< HEAD
"""From introduction to the end: the method's lifecycle."""
=======
"""Couplings: their phases, what each asks for, and their contract."""
>>>>>>> domain
