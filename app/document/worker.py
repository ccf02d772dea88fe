"""The process in which papers are made: no network, no files, limited time and memory, replaced when it dies.

Run as `python -m app.document.worker`. A request is one line of JSON, an answer one line of JSON followed by
`size` bytes in the form asked for (`app/document/sheet.py`). The parent's side is `press.py`.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any, BinaryIO

from app.document.fonts import font_report
from app.document.limits import Limits
from app.document.sheet import PDF, SCREEN, WORD, Rendered, Sheet

APT_LINE = "apt-get install -y libpangoft2-1.0-0 libharfbuzz-subset0"


def main() -> None:
    """Serve requests until the pipe closes."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print must not fall into the answers
    limits = Limits.from_data(json.loads(requests.readline()))
    press, trouble = _open_press() if limits.press else (None, None)
    _limit_memory(limits)
    _answer(answers, trouble or {"ok": True})
    for line in requests:
        _limit_time(limits)
        if trouble is not None:
            _answer(answers, trouble)
            continue
        asked = json.loads(line)
        _answer(answers, *_serve(press, [Sheet.from_data(sheet) for sheet in asked["sheets"]], asked["form"]))


def _open_press() -> tuple[Any, dict[str, str] | None]:
    lacks = font_report()
    if lacks:
        detail = "; ".join(f"{lack.family} {lack.characters}".strip() + f": {lack.cure}" for lack in lacks)
        return None, {"error": "fonts", "detail": detail}
    try:
        from app.document.render import Press
    except OSError as error:
        return None, {"error": "libraries", "detail": f"{APT_LINE} ({error})"}
    return Press(), None


def _serve(press: Any, sheets: list[Sheet], form: str) -> tuple[dict[str, Any], bytes]:
    from app.document.template import TemplateRefused, UnsafeAddress

    try:
        made: Rendered = _makers[form](press, sheets)
    except TemplateRefused as refusal:
        return {"error": refusal.code, "detail": refusal.detail, "line": refusal.line}, b""
    except UnsafeAddress as refusal:
        return {"error": "address", "detail": str(refusal)}, b""
    except MemoryError:
        return {"error": "too_big", "detail": ""}, b""
    except Exception as error:  # the parent must get an answer whatever the layout engine does
        return {"error": "failed", "detail": f"{type(error).__name__}: {error}"}, b""
    return {"size": len(made.body), "pages": made.pages, "missing": made.missing}, made.body


def _word(press: Any, sheets: list[Sheet]) -> Rendered:
    from app.document import word  # few ask for it, and it takes 20 MB

    return word.make(press.house, sheets)


def _screen(_press: Any, sheets: list[Sheet]) -> Rendered:
    from app.document import screen

    html, missing = screen.fill_sheets(sheets)
    return Rendered(html.encode(), 0, tuple(missing))


_makers = {PDF: lambda press, sheets: press.make(sheets), WORD: _word, SCREEN: _screen}


def _answer(answers: BinaryIO, head: dict[str, Any] | None, body: bytes = b"") -> None:
    answers.write(json.dumps(head).encode() + b"\n" + body)
    answers.flush()


def _limit_memory(limits: Limits) -> None:
    """Cap the address space at what the warm worker has now plus the allowance."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    ceiling = pages * resource.getpagesize() + limits.memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))


def _limit_time(limits: Limits) -> None:
    """Allow `cpu_seconds` more of processor time; beyond it the kernel ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(used.ru_utime + used.ru_stime) + limits.cpu_seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
