"""The test house: what tests stand on. Each file is a pytest plugin listed in the root `conftest.py`.

databases.py  fresh empty databases on SQLite and PostgreSQL
browser.py    Debian's Chromium, locked to this machine, and a server for it to look at
moments.py    a clock held still
templates.py  templates compiled once a run
"""
