"""The village's net of grids for the tests of this module."""

from __future__ import annotations

from typing import Any

import pytest

from modules.patrols.tests.village import Net, laid_out


@pytest.fixture
def net(river: Any, as_person: Any) -> Net:
    """A fresh house with that net."""
    return laid_out(as_person)
