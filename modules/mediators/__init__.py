"""People's mediation committees and their mediators."""
