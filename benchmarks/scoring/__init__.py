"""How textsift is scored on public gold data; the definitions stand in each module."""
