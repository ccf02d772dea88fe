"""What is laid over the declared screens at run time: Studio's changes and the fields administrators added.

The kernel's rooms above hand these functions in; without them the declared screens stand as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any


def _no_fields(_model: type) -> tuple[Any, ...]:
    return ()


def _same(spec: Any) -> Any:
    return spec


def _always_so() -> tuple[int, Hashable]:
    return 0, None


@dataclass(frozen=True)
class Overlay:
    """Three functions, joined in the factory.

    Attributes:
        custom_fields: the `x_…` fields of a model, as `FieldInfo` with `custom=True`.
        spec: a screen spec with the published changes applied.
        standing: a number that rises with every published change, for what was worked out before is then dropped, and
            what tells readers apart who see different fields or changes (a county's are its own); equal for all who
            see the same.
    """

    custom_fields: Callable[[type], tuple[Any, ...]] = _no_fields
    spec: Callable[[Any], Any] = _same
    standing: Callable[[], tuple[int, Hashable]] = _always_so
