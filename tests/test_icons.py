"""Every icon a menu or a state asks for is in the sprite; an unknown one would be drawn as nothing."""

import re
from pathlib import Path

from flask import Flask

SPRITE = Path("app/static/icons.svg")


def test_icons_of_menus_and_states_are_drawn(app: Flask):
    house = app.extensions["house"]
    asked = {entry.icon for entry in house.menu}
    asked |= {state.icon for flow in house.workflows.values() for state in flow.states}
    drawn = set(re.findall(r'symbol id="([^"]+)"', SPRITE.read_text(encoding="utf-8")))
    assert asked - drawn - {""} == set()
