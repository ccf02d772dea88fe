"""Which arrows are taken by a planted row alone, so that no journey need walk them."""

from __future__ import annotations

from app.workflow.spec import T, Workflow


def plain(flow: Workflow, arrow: T) -> bool:
    """Whether an arrow asks nothing and waits for nothing but its state, its right, a reason or a second person."""
    asks = (arrow.guard, arrow.effect, arrow.fields, arrow.paper)
    return not (any(asks) or flow.extra_guards.get(arrow.name) or flow.extra_effects.get(arrow.name))
