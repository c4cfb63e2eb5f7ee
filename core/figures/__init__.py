"""What it brings: counts for the tenant, the gemeente and the Stichting."""
