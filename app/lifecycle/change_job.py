"""The job behind the Apps page: the command `flask module …` in a process of its own.

A process of its own, because a house cannot take in new models while it serves, and because the command holds the
house's lock only as long as it lives.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from flask import current_app

from app.job.spec import GiveUp, Run

NAME = "lifecycle.change"

VERBS = ("install", "upgrade", "uninstall")

#: Settings the child must share with us though they may not stand in the environment.
_SHARED = ("DATABASE_URL", "DATABASE_ADMIN_URL")


def change(run: Run) -> dict[str, Any]:
    """Install, upgrade or uninstall `args["module"]`.

    Raises:
        GiveUp: the command refused; its last line says why.
    """
    verb, module = run.args["verb"], run.args["module"]
    if verb not in VERBS:
        raise GiveUp(f"modules cannot be {verb}ed")
    environment = {**os.environ, **{name: str(current_app.config[name]) for name in _SHARED}}
    command = [sys.executable, "-m", "flask", "--app", "app.factory", "module", verb, module]
    done = subprocess.run(
        command,
        cwd=Path(current_app.root_path).parent,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    last = (done.stderr if done.returncode else done.stdout).strip().splitlines()[-1:]
    if done.returncode:
        raise GiveUp(last[0].removeprefix("Error: ") if last else f"ended with {done.returncode}")
    return {"said": last[0] if last else ""}
