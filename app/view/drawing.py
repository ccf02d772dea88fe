"""What templates are given to draw with, beside their macros."""

from __future__ import annotations

from flask import Flask

from app.view.cells import cell, row_cells
from app.view.controls import limits, options
from app.view.fixed import fixed, shell_part
from app.view.jumps import jumps
from app.view.key_sheet import KEYS


def install_drawing(app: Flask) -> None:
    """Give templates the filters and functions that draw in Python."""
    app.jinja_env.filters["cell"] = cell
    app.jinja_env.filters["row_cells"] = row_cells
    app.jinja_env.filters["limits"] = limits
    app.jinja_env.filters["options"] = options
    app.jinja_env.globals["key_sheet"] = KEYS
    app.jinja_env.globals["jumps"] = jumps
    app.jinja_env.globals["fixed"] = fixed
    app.jinja_env.globals["shell_part"] = shell_part
