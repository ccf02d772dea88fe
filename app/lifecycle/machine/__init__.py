"""Getting a machine ready: system packages, virtual environment, browser, temporary PostgreSQL.

Everything here runs before the virtual environment exists, so it uses the standard library only.
"""
