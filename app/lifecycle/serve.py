"""`python -m app.lifecycle.serve`: first start makes the database and the demo, every start serves.

Web and job worker run in one process here, which suits a demo and a small centre. A larger site runs gunicorn on
`app.lifecycle.standing:build()` and `flask worker` as services of their own.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from app.lifecycle.uncollected import uncollected

if TYPE_CHECKING:
    from flask import Flask


def main(arguments: list[str] | None = None) -> int:
    """Prepare the house if need be and serve it; returns the exit code."""
    parser = argparse.ArgumentParser(prog="app.lifecycle.serve", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", default=8080, type=int)
    parser.add_argument("--demo-password")
    command = parser.parse_args(arguments)
    address = f"http://{command.host}:{command.port}"
    with uncollected():
        # Imported here, because what is imported makes up most of what stays.
        from app.lifecycle.fitness import Unfit
        from app.lifecycle.server import Server

    try:
        app = prepare(command.demo_password, address)
    except Unfit as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Serving on {address}/  (end with Ctrl-C)", flush=True)
    Server(app, command.host, command.port).run()
    return 0


def prepare(password: str | None, address: str) -> Flask:
    """The application, ready to serve; on an empty database everything is made first.

    Papers of a demo carry the code they are checked by at `address`; a real site says `PUBLIC_URL` itself.

    Raises:
        Unfit: keys, database or versions are not right.
    """
    with uncollected():
        from app.lifecycle import standing

    app = standing.build()
    if standing.is_finished(app):
        if app.config["DEMO"]:
            standing.seen_at(address, app)
        return app
    from app.lifecycle import first_start  # Alembic and the demo, of which no later start has need

    return first_start.make(app, password, address)


if __name__ == "__main__":
    sys.exit(main())
