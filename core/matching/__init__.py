"""Which steungezin fits which request, and why not."""
