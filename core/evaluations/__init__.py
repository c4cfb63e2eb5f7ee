<<<<<<< HEAD
"""Half-yearly talks with both families."""
=======
"""Evaluations: when they are due."""
>>>>>>> domain
