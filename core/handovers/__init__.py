"""A family that goes to another gemeente: sealed, consented, with a receipt."""
