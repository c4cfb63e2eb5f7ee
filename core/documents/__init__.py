"""Documents: the one maker of PDFs."""
