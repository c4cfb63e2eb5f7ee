"""Attacks on the product as it is: each is refused, without a fault."""
