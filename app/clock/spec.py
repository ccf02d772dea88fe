"""What an arrow of a workflow says about clocks: plain data, read by `app.clock.arrows`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Clock:
    """Limits an arrow starts, stops, pauses, resumes or calls off; each is a policy code or several.

    Example: `Clock(start="mediate")`, `Clock(stop=("sign", "contact"))`, `Clock(start="confirm_apply",
    since="effective_on")`.

    Args:
        start: limits that begin to run.
        stop: limits that have been kept or missed by now.
        pause: limits that stand still from now; the reason is the note given with the arrow.
        resume: limits that run on.
        call_off: limits that no longer matter.
        on: attribute of the row that leads to the row the clock belongs to (`case`); empty for the row itself.
        since: attribute of the row with the day or moment the limit starts from; empty for the moment of the
            event.
        category: attribute of the row with its category code, for limits that differ by category.
    """

    start: str | tuple[str, ...] = ()
    stop: str | tuple[str, ...] = ()
    pause: str | tuple[str, ...] = ()
    resume: str | tuple[str, ...] = ()
    call_off: str | tuple[str, ...] = ()
    on: str = ""
    since: str = ""
    category: str = ""

    def codes(self, act: str) -> tuple[str, ...]:
        """The policy codes of one act (`start`, `stop`, `pause`, `resume` or `call_off`)."""
        named = getattr(self, act)
        return (named,) if isinstance(named, str) else named
