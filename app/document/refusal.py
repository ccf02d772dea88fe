"""Why a paper could not be made, in words a clerk can act on."""

from __future__ import annotations

from flask_babel import gettext


class PaperRefused(Exception):
    """A paper was not made; `str()` is the sentence to show.

    Args:
        code: machine-readable reason (the branches of `_sentence`).
        detail: the name, line or limit the sentence needs.
        line: where in the text of a template that is being edited, if known.
    """

    def __init__(self, code: str, detail: str = "", line: int | None = None):
        self.code = code
        self.detail = detail
        self.line = line
        super().__init__(code, detail)

    def __str__(self) -> str:
        return _sentence(self.code, self.detail)


def _sentence(code: str, detail: str) -> str:
    if code == "fonts":
        return gettext("The paper cannot be made: fonts are missing. %(detail)s", detail=detail)
    if code == "libraries":
        return gettext(
            "The paper cannot be made: a system library is missing. Type: %(detail)s", detail=detail
        )
    if code == "template":
        return gettext("The template has a mistake: %(detail)s", detail=detail)
    if code == "unsafe":
        return gettext("The template asks for something templates may not do: %(detail)s", detail=detail)
    if code == "address":
        return gettext("The template asks for a file or a web address: %(detail)s", detail=detail)
    if code == "too_long":
        return gettext("The paper is longer than allowed (%(detail)s characters).", detail=detail)
    if code == "too_slow":
        return gettext("Making the paper took more than %(detail)s seconds and was stopped.", detail=detail)
    if code == "too_big":
        return gettext("Making the paper took too much memory and was stopped.")
    if code == "missing":
        return gettext("The paper still lacks: %(detail)s", detail=detail)
    if code == "undrawn":
        return gettext(
            "No typeface draws these characters; please write them otherwise: %(detail)s", detail=detail
        )
    if code == "unreadable":
        return gettext("This file cannot be opened: %(detail)s", detail=detail)
    if code == "certificate":
        return gettext("The certificate papers are signed with cannot be used: %(detail)s", detail=detail)
    if code == "empty":
        return gettext("There is nothing to print on this paper.")
    return gettext("The paper could not be made: %(detail)s", detail=detail)
