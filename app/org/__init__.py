"""Where and who: divisions of five levels, units, posts and users."""
