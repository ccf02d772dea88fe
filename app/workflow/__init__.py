"""States and arrows: one row an arrow."""
