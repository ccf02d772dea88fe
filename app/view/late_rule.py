"""Addresses that a house can read at once and learns to write when they are first written.

Werkzeug compiles two functions a rule to write its address. A house has a thousand rules and a process writes a few
dozen of them, so compiling all was a good part of every start.
"""

from __future__ import annotations

from collections.abc import Callable

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


class LateRule(Rule):
    """A rule whose address builders are compiled when first called."""

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        """Werkzeug keeps the answer as `_build_unknown` or `_build`; it is replaced there by the compiled one."""
        place = "_build_unknown" if append_unknown else "_build"
        compile_now = super()._compile_builder

        def build(rule: LateRule, /, **values: object) -> tuple[str, str]:
            compiled = compile_now(append_unknown).__get__(rule, None)
            setattr(rule, place, compiled)
            address: tuple[str, str] = compiled(**values)
            return address

        return build
