"""The working calendar, deadlines, pauses."""
