"""Tables in files: CSV, XLSX and ODS, read with care and written so that text stays text."""
