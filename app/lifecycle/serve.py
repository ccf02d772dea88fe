"""`python -m app.lifecycle.serve`: first start makes the database and the demo, every start serves.

Web and job worker run in one process here, which suits a demo and a small centre. A larger site runs gunicorn on
`app.lifecycle.standing:build()` and `flask worker` as services of their own.
"""

from __future__ import annotations

import argparse
import sys

from app.lifecycle.uncollected import uncollected


def main(arguments: list[str] | None = None) -> int:
    """Prepare the house if need be and serve it; returns the exit code."""
    parser = argparse.ArgumentParser(prog="app.lifecycle.serve", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", default=8080, type=int)
    parser.add_argument("--demo-password")
    command = parser.parse_args(arguments)
    with uncollected():
        # Imported here, because what is imported makes up most of what stays.
        from app.lifecycle import standing
        from app.lifecycle.fitness import Unfit
        from app.lifecycle.server import Server

        try:
            app = standing.build()
        except Unfit as error:
            print(error, file=sys.stderr)
            return 1
    if not standing.is_finished(app):
        from app.lifecycle import first_start  # Alembic and the demo, of which no later start has need

        app = first_start.make(app, command.demo_password)
    print(f"Serving on http://{command.host}:{command.port}/  (end with Ctrl-C)", flush=True)
    Server(app, command.host, command.port).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
