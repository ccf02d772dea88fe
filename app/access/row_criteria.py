"""The criteria of the row gate as one option of a statement, whose shape is read once and not each time."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter
from sqlalchemy.orm.interfaces import CriteriaOption
from sqlalchemy.sql.cache_key import NO_CACHE, anon_map


class RowCriteria(CriteriaOption):
    """The criteria of all scoped models as one option of a statement.

    Whatever tables a statement comes to, the criterion of each is there; but SQLAlchemy looks a statement's SQL up by
    its shape, and would read the shape of every criterion anew for each statement. They are read here once, so that a
    statement carries one name for the shape of them all, and their values. Loaders of relations are judged as
    statements of their own.
    """

    __slots__ = ("_criteria", "_shape", "_values")
    propagate_to_loaders = False
    _is_has_cache_key = True

    def __init__(self, criteria: Iterable[Any]) -> None:
        self._criteria = tuple(criteria)
        known, values = anon_map(), list[BindParameter[Any]]()
        key = tuple(criterion._gen_cache_key(known, values) for criterion in self._criteria)
        self._shape = NO_CACHE if NO_CACHE in known else _shape(key)
        self._values = values

    def _gen_cache_key(self, known: Any, bindparams: list[BindParameter[Any]]) -> Any:
        """The name of the shape; the values take their places in the statement's own list of values."""
        if self._shape is NO_CACHE:
            known[NO_CACHE] = True
            return None
        for value in self._values:
            if not known.get_anon(value)[1]:
                bindparams.append(value)
        return RowCriteria, self._shape

    def get_global_criteria(self, attributes: dict[Any, Any]) -> None:
        for criterion in self._criteria:
            criterion.get_global_criteria(attributes)

    def process_compile_state(self, compile_state: Any) -> None:
        self.get_global_criteria(compile_state.global_attributes)

    def process_compile_state_replaced_entities(self, compile_state: Any, mapper_entities: Any) -> None:
        self.process_compile_state(compile_state)


@lru_cache(maxsize=1024)
def _shape(_key: tuple[Any, ...]) -> object:
    """What stands for a shape; one forgotten here only gets a new name, it never shares one."""
    return object()
