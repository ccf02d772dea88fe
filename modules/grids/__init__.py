"""Grids (网格): the smallest areas of service, and the people who walk them."""
