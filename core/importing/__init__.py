"""Taking over an existing caseload from a file: mapped, checked, carried out and undone whole."""
