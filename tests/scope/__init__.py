"""The scope matrix: every route of every screen, once a level, against an oracle that knows nothing of the gate."""
