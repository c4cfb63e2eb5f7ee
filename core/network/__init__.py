"""The coordinator's own network: who refers families, and is visited and thanked for it."""
