"""What the loaded modules declared, in one place that every room of the kernel may read.

`app/factory.py` fills it once at start and puts it at `app.extensions["house"]`; nothing is added afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from flask import current_app


@dataclass
class House:
    """The declarations of all installed modules, after patches.

    Attributes:
        modules: manifests by name, in dependency order.
        models: mapped classes by model id.
        workflows: workflows by model id.
        handlers: functions `(session, event) -> None` by event name, in dependency order.
        subscribers: functions called with every event (clock, document), joined by the factory.
        documents: paper declarations by id.
        jobs: job declarations by name.
        views: the effective screen specs by id (`cases.case.form`).
        menu: the entries of the side menu.
        pages: pages of their own.
        hints: functions that know something of what is being typed, by the page they help (`cases.desk`).
        beside: functions that give cards beside the page of a row, by its model, or beside the form of one of its
            arrows (`cases.case.assign`).
        choices: code lists that an earlier module's columns are chosen from, by the name it asks for (`ChosenLater`).
        actions: functions that add an action to the page of a row, by its model (`mediation.mediation`).
        related: functions that add tables to the page of a row, by its model (`parties.person`).
        frames: for a model, a function that draws its form inside the page it was opened from.
        home: the parts of the first page.
        steps: the first steps in the help.
        commands: click commands and groups for the command line.
        emits: every declared event name with its promise.
        faults: patches whose anchor is gone, as sentences for the Apps page.
    """

    modules: dict[str, Any] = field(default_factory=dict)
    models: dict[str, type] = field(default_factory=dict)
    workflows: dict[str, Any] = field(default_factory=dict)
    handlers: dict[str, list[Callable[..., None]]] = field(default_factory=dict)
    subscribers: list[Callable[..., None]] = field(default_factory=list)
    documents: dict[str, Any] = field(default_factory=dict)
    jobs: dict[str, Any] = field(default_factory=dict)
    views: dict[str, Any] = field(default_factory=dict)
    menu: tuple[Any, ...] = ()
    pages: tuple[Any, ...] = ()
    hints: dict[str, list[Callable[..., Any]]] = field(default_factory=dict)
    beside: dict[str, list[Callable[..., Any]]] = field(default_factory=dict)
    choices: dict[str, Any] = field(default_factory=dict)
    actions: dict[str, list[Callable[..., Any]]] = field(default_factory=dict)
    related: dict[str, list[Callable[..., Any]]] = field(default_factory=dict)
    frames: dict[str, Callable[..., Any]] = field(default_factory=dict)
    home: tuple[Any, ...] = ()
    steps: tuple[Any, ...] = ()
    commands: tuple[Any, ...] = ()
    emits: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def house() -> House:
    """The house of the running application."""
    found: House = current_app.extensions["house"]
    return found


class ChosenLater:
    """The choices of a column whose code list a later module keeps and hands in (`CHOICES` of its `views.py`).

    Args:
        name: what the list is asked for by.
    """

    #: Tells `app.view.fields` to pass the list through instead of copying it.
    live = True

    def __init__(self, name: str) -> None:
        self.name = name

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return iter(house().choices.get(self.name, ()))
