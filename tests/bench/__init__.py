"""The bench runs and loads what the product would have written; no times are judged."""
