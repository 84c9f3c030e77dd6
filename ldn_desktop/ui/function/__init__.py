"""Results of FUNCAP, a questionnaire about function."""
