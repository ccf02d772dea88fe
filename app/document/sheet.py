"""What is asked of the paper house: sheets with their stamps, as plain data that crosses a pipe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

DRAFT, ISSUED, VOID = "draft", "issued", "void"

#: What is made of sheets: files, or the page of a screen.
PDF, WORD, SCREEN = "pdf", "word", "screen"


@dataclass(frozen=True)
class Stamp:
    """What the house puts on a paper beside its text. Templates see it as `stamp`.

    Args:
        title: PDF title, such as 人民调解协议书.
        number: paper number, empty before it is locked for signature.
        made_at: naive Beijing time the paper was made; the only date that enters the file.
        author: the organisation that issues it.
        state: `draft` prints 草稿, `void` 作废 across the page, `issued` neither.
        demo: prints 演示, so that no trial paper is taken for a real one.
        verify_url: address drawn as a QR code beside the page number; empty for none.
    """

    title: str = ""
    number: str = ""
    made_at: datetime | None = None
    author: str = ""
    state: str = DRAFT
    demo: bool = False
    verify_url: str = ""

    def as_data(self) -> dict[str, Any]:
        """Plain data, the moment as ISO text."""
        return asdict(self) | {"made_at": self.made_at.isoformat() if self.made_at else None}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Stamp:
        """The inverse of `as_data`."""
        made_at = data.get("made_at")
        return cls(**{**data, "made_at": datetime.fromisoformat(made_at) if made_at else None})


@dataclass(frozen=True)
class Sheet:
    """One paper to be made.

    Args:
        template: path below `reports/`.
        context: plain data as documented at the head of the template.
        stamp: number, marks and date.
        source: text of a template of an administrator; `template` is then only its name.
    """

    template: str
    context: Mapping[str, Any]
    stamp: Stamp = field(default_factory=Stamp)
    source: str | None = None

    def as_data(self) -> dict[str, Any]:
        """Plain data for the pipe."""
        return {
            "template": self.template,
            "context": self.context,
            "stamp": self.stamp.as_data(),
            "source": self.source,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Sheet:
        """The inverse of `as_data`."""
        return cls(data["template"], data["context"], Stamp.from_data(data["stamp"]), data.get("source"))


@dataclass(frozen=True)
class Rendered:
    """A finished file: its bytes, its number of pages, the names it lacks and the characters no face draws."""

    body: bytes
    pages: int
    missing: tuple[str, ...] = ()
