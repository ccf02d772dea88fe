"""The language of workflows: states, and one row an arrow.

One `T` gives the button, its permission (the button's name in the grant table), the guard's message, the history line,
the event, the paper, the clock and a generic test. Arrows hold plain data: `clock` and `paper` are read by
subscribers joined in `app/factory.py`, so this package knows neither.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from dataclasses import field as made_anew
from typing import Any

from flask_babel import gettext

from app.model.base import Record


@dataclass(frozen=True)
class Refusal:
    """Why an arrow cannot be taken now.

    Args:
        message: the sentence a user reads, translated.
        link: where the gap can be mended: an address, or `#section` on the same page.
        article: the article of law that forbids it, where one does.
    """

    message: str
    link: str = ""
    article: str = ""

    @property
    def said(self) -> str:
        """The sentence with its article, as it is read wherever no more than a sentence fits."""
        text = str(self.message)
        return gettext("%(text)s (%(article)s)", text=text, article=str(self.article)) if self.article else text


#: A guard looks at a row (and the actor's scope) and returns what stands in the way; nothing means free.
Guard = Callable[[Any], "list[Refusal] | None"]

#: An effect does what the arrow means, inside the same transaction; `data` is what the button's form asked for.
Effect = Callable[[Any, dict[str, Any]], None]


@dataclass(frozen=True)
class State:
    """A state, its words and its tone.

    Tones: `ac` in progress, `am` waiting, `gn` done, `rd` stopped, `vi` many hands, `nt` plain.
    """

    name: str
    label: Any
    tone: str = "nt"
    icon: str = ""


@dataclass(frozen=True)
class T:
    """One arrow.

    Args:
        name: the button, also its permission on the model.
        source: the state or states it leaves.
        target: the state it reaches; None keeps the state (a note, a reveal of a draft).
        label: the verb on the button.
        guard: returns refusals; all of them are shown beside the disabled button.
        effect: what happens besides the change of state.
        reason: whether a reason must be given.
        four_eyes: the name of an earlier arrow whose actor may not take this one, or True for the row's maker.
        fields: names of form fields the button asks for (dicts for `app.view.fields`), given to the effect as `data`.
        event: the name of the event emitted; default `<model id>.<name>`.
        clocks: `app.clock.spec.Clock` values started, stopped or paused.
        paper: id of a document made and locked by this arrow.
        primary: whether this is the expected next step.
        danger: whether the button asks before it acts.
        undo: whether whoever took it may take it back for a moment; such an arrow does no more than change the state.

    Raises:
        ValueError: `undo` is promised for an arrow that does more.
    """

    name: str
    source: str | tuple[str, ...]
    target: str | None
    label: Any
    guard: Guard | None = None
    effect: Effect | None = None
    reason: bool = False
    four_eyes: bool | str = False
    fields: tuple[Any, ...] = ()
    event: str = ""
    clocks: tuple[Any, ...] = ()
    paper: str = ""
    primary: bool = False
    danger: bool = False
    undo: bool = False

    def __post_init__(self) -> None:
        if self.undo and (self.target is None or self.effect or self.clocks or self.paper):
            raise ValueError(f"{self.name} does more than change the state and cannot be undone")

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.source,) if isinstance(self.source, str) else self.source


@dataclass(frozen=True)
class Workflow:
    """The states and arrows of one model.

    Args:
        model: the class that carries the state.
        field: the column that holds it.
        start: the state of a new row.
        states: every state with its words, in the order of the stage strip.
        transitions: the arrows.
        owner_of_history: attribute of a row that leads to the row whose timeline also shows this one's events.
    """

    model: type[Record]
    field: str
    start: str
    states: tuple[State, ...]
    transitions: tuple[T, ...]
    owner_of_history: str = ""
    extra_guards: dict[str, tuple[Guard, ...]] = made_anew(default_factory=dict)
    extra_effects: dict[str, tuple[Effect, ...]] = made_anew(default_factory=dict)

    @property
    def model_id(self) -> str:
        return self.model.model_id()

    def arrow(self, name: str) -> T:
        """The arrow of that name.

        Raises:
            KeyError: there is none.
        """
        for arrow in self.transitions:
            if arrow.name == name:
                return arrow
        raise KeyError(name)

    def state(self, name: str) -> State:
        """The state of that name; an unknown one is shown by its bare name."""
        return next((state for state in self.states if state.name == name), State(name, name))

    def with_guard(self, arrow: str, guard: Guard) -> Workflow:
        """A copy in which a patch has added a guard; guards only add refusals."""
        self.arrow(arrow)
        return replace(
            self, extra_guards={**self.extra_guards, arrow: (*self.extra_guards.get(arrow, ()), guard)}
        )

    def with_effect(self, arrow: str, effect: Effect) -> Workflow:
        """A copy in which a patch has added an effect."""
        self.arrow(arrow)
        return replace(
            self, extra_effects={**self.extra_effects, arrow: (*self.extra_effects.get(arrow, ()), effect)}
        )

    def with_state(self, state: State, *, after: str, arrows: tuple[T, ...] = ()) -> Workflow:
        """A copy in which a patch has put a state between core states, with its arrows."""
        names = [known.name for known in self.states]
        place = names.index(after) + 1
        states = (*self.states[:place], state, *self.states[place:])
        return replace(self, states=states, transitions=(*self.transitions, *arrows))

    def with_arrow(self, arrow: T) -> Workflow:
        """A copy in which a patch has added an arrow between states that are there."""
        for name in (*arrow.sources, *((arrow.target,) if arrow.target else ())):
            if name not in {state.name for state in self.states}:
                raise KeyError(name)
        return replace(self, transitions=(*self.transitions, arrow))
