"""The process that puts papers of the house behind one another, run as `python -m app.document.joiner`.

A request is one piece of JSON with paths, so is the answer; `joining.py` is its parent. Pieces are first bound by
fifties: no more are open at once, and what a face or a picture weighs stays on the disk until it is copied.
"""

from __future__ import annotations

import json
import resource
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import pdfa

from app.document.binder import MEMORY, describe, flatten, tidy

#: Pieces open at a time.
AT_ONCE = 50
CPU_SECONDS = 580

#: What a face is embedded with.
_OF_FACES = ("/FontFile2", "/FontFile3", "/ToUnicode", "/CIDSet")


def main() -> None:
    """Answer one request."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    answers, sys.stdout = sys.stdout, sys.stderr
    request = json.load(sys.stdin)
    target = Path(request["target"])
    try:
        head: dict[str, Any] = {"pages": _join([Path(piece) for piece in request["pieces"]], target, request)}
    except pikepdf.PdfError as error:
        head = {"error": "unreadable", "detail": str(error)}
    except MemoryError:
        head = {"error": "too_big", "detail": ""}
    except Exception as error:  # the parent must get an answer whatever a file does to the libraries
        head = {"error": "failed", "detail": f"{type(error).__name__}: {error}"}
    answers.write(json.dumps(head))
    answers.flush()


def _join(pieces: list[Path], target: Path, request: dict[str, Any]) -> int:
    while len(pieces) > AT_ONCE:
        pieces = [_bound(pieces[at : at + AT_ONCE]) for at in range(0, len(pieces), AT_ONCE)]
    return _append_all(pieces, target, request["about"])


def _bound(pieces: list[Path]) -> Path:
    """Some pieces as one, and the pieces gone."""
    target = pieces[0].with_suffix(".bound.pdf")
    _append_all(pieces, target)
    for piece in pieces:
        piece.unlink()
    return target


def _append_all(pieces: list[Path], target: Path, about: dict[str, Any] | None = None) -> int:
    """Write the pages of all pieces; the first is the frame."""
    with pikepdf.open(pieces[0]) as whole:
        others = [pikepdf.open(piece) for piece in pieces[1:]]
        for other in others:
            flatten(other)
            whole.pages.extend(other.pages)
        _share(whole)
        if about is not None:
            tidy(whole)
            describe(whole, about)
        whole.save(target, **pdfa.resolve_save_kwargs("2b", deterministic_id=True))
        for other in others:
            other.close()
        return len(whole.pages)


def _share(whole: pikepdf.Pdf) -> None:
    """Keep one copy of each cut of a face: copies of a form mostly use the same, and faces weigh most."""
    kept: dict[bytes, pikepdf.Object] = {}
    for thing in whole.objects:
        for key in _OF_FACES if isinstance(thing, pikepdf.Dictionary) else ():
            if key in thing:
                stream = thing[key]
                mark = sha256(key.encode() + stream.read_raw_bytes()).digest()
                thing[key] = kept.setdefault(mark, stream)


if __name__ == "__main__":
    main()
