"""The paper house's ear on the workflow: an arrow that names a paper issues it, in the transaction of its event.

`app.factory` joins `on_event` to the workflow's subscribers.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.document.service import issue
from app.model.house import house


def on_event(_session: Session, row: Any, _event: Any, arrow: Any) -> None:
    """Issue the paper an arrow names.

    Args:
        row: the row the arrow was taken on.
        arrow: the arrow with its `paper`, or None for an act that is no arrow.

    Raises:
        Refused: the paper cannot be made; the arrow is then not taken.
    """
    if arrow is not None and arrow.paper:
        issue(house().documents[arrow.paper], row)
