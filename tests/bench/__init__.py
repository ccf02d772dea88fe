"""Benchmarks: `python3 run.py bench [--json FILE]`. Figures to compare, not tests to pass.

__main__.py    the whole run and its rows
cluster.py     one PostgreSQL with a million cases in both tables, or one SQLite file
cases.py       the cases themselves: places by Zipf's law, few of them open
plain_fab.py   the other side: a plain Flask-AppBuilder app on the same table, indexes and rule
site.py        a site under gunicorn, signed in to
operations.py  what is asked of both
measuring.py   clocks: wall, processor time of workers and database, memory
papers.py      papers a second, and memory over many of them
"""
