#!/usr/bin/env python3
"""The two commands: `python3 run.py` starts the house with its demo, `python3 run.py test` tests it.

Also `run.py setup [--test]` (only the set-up), `run.py bench [--json FILE]` (the benchmarks) and
`run.py flask …` (everything else). Needs nothing but Python 3.11 to 3.13.
"""

import argparse
import os
import sys
from pathlib import Path


def read_command(arguments):
    """Return the parsed command line; what follows `test`, `bench` and `flask` is passed on untouched."""
    parser = argparse.ArgumentParser(prog="run.py", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to serve on (default %(default)s)")
    parser.add_argument("--port", default=8080, type=int, help="port to serve on (default %(default)s)")
    parser.add_argument("--demo-password", metavar="WORD", help="one password for all demo accounts")
    parser.set_defaults(test=False)
    commands = parser.add_subparsers(dest="command", metavar="setup|test|bench|flask")
    setup = commands.add_parser("setup", help="get packages and stop")
    setup.add_argument("--test", action="store_true", help="also what the tests need")
    for name in ("test", "bench", "flask"):
        commands.add_parser(name, add_help=False)
    if arguments[:1] and arguments[0] in ("test", "bench", "flask"):
        return parser.parse_args(arguments[:1]), arguments[1:]
    return parser.parse_args(arguments), []


def main(arguments):
    """Prepare the machine, then hand over to the virtual environment; return the exit code."""
    if sys.version_info < (3, 11):
        print(f"Fengqiao needs Python 3.11 to 3.13; this is {sys.version_info[0]}.{sys.version_info[1]}.")
        return 2
    command, rest = read_command(arguments)
    os.chdir(Path(__file__).resolve().parent)
    from app.lifecycle.machine import preparation, testing
    from app.lifecycle.machine.progress import CommandFailed
    from app.lifecycle.machine.virtualenv import WrongPython

    try:
        python = str(preparation.prepare(test=command.test or command.command in ("test", "bench")))
    except (preparation.NotReady, CommandFailed, WrongPython) as error:
        print(error, file=sys.stderr)
        return 2
    if command.command == "setup":
        return 0
    if command.command == "test":
        return testing.run_tests(python, rest)
    if command.command == "bench":
        handover = ["-m", "tests.bench", *rest]
    elif command.command == "flask":
        handover = ["-m", "flask", "--app", "app.factory", *rest]
    else:
        handover = ["-m", "app.lifecycle.serve", "--host", command.host, "--port", str(command.port)]
        if command.demo_password:
            handover += ["--demo-password", command.demo_password]
    sys.stdout.flush()
    os.execv(python, [python, *handover])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
