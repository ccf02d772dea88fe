"""Governance centres of five levels: rooms, windows, duty rosters, and the staff other units post to them."""
