"""Who pays for the programme, and the reports that account for it: figures, never families."""
