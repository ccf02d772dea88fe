"""Rules of grids and assignments."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import Babel

from modules.grids.rules import grid_problems


@pytest.fixture(autouse=True)
def words() -> Iterator[None]:
    application = Flask("words")
    Babel(application)
    with application.app_context():
        yield


def test_a_grid_belongs_to_one_village() -> None:
    assert not grid_problems("990102001001003", "990102001001")
    assert list(grid_problems("990102001001003", "990102001")) == ["division_code"]
    assert list(grid_problems("990102001002003", "990102001001")) == ["code"]
    assert list(grid_problems("99010200100100", "990102001001")) == ["code"]
    assert list(grid_problems("９９0102001001003", "990102001001")) == ["code"]
