"""Parts of the first page and of the help that differ by right, role and level: `HOME` and `STEPS` of a `views.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.access.grants import levels_between
from app.access.scope import Scope


@dataclass(frozen=True)
class ForWhom:
    """Who is meant: whoever holds one post that fits in all of what is said here; nothing said, everybody.

    Args:
        model: a model id on which `right` is held.
        right: a letter of `rcud` or a button.
        roles: names of roles with spaces between them.
        levels: levels of the post, as in a grant table (`township-province`).
        position: the order among the others.
    """

    model: str = ""
    right: str = "r"
    roles: str = ""
    levels: str = "all"
    position: int = 50

    def fits(self, scope: Scope) -> bool:
        """Whether a reader is meant."""
        posts = scope.reaches(self.model, self.right) if self.model else scope.posts
        roles, levels = self.roles.split(), levels_between(self.levels)
        return any((not roles or post.role in roles) and post.level in levels for post in posts)


@dataclass(frozen=True, kw_only=True)
class Home(ForWhom):
    """A part of the first page.

    Args:
        name: what it is called, for other modules and for tests.
        draw: gives what it adds to `home.html`, as lists by name: `figures`, `blocks`, `links`, `notices`.
    """

    name: str
    draw: Callable[[Scope], dict[str, list[dict[str, Any]]]]


@dataclass(frozen=True, kw_only=True)
class Step(ForWhom):
    """A first step in the help: a sentence, and the screen or page it happens on.

    Args:
        text: what is done there, in one or two sentences.
        screen: the model id or the page of a menu entry, where it is done.
    """

    text: Any
    screen: str = ""
