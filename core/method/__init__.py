"""The method as data: what is asked, agreed and counted, per variant and version."""
