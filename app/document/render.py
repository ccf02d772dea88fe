"""HTML to PDF/A-2u by WeasyPrint. Imported by the worker process only: it costs 60 MB and a second."""

from __future__ import annotations

from typing import Any

from app.document.fonts import REPORTS, use_private_fontconfig

use_private_fontconfig()  # fontconfig reads its file once, when WeasyPrint loads it

from weasyprint import CSS, HTML, Document  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402
from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: E402

from app.document import justify, subsets  # noqa: E402
from app.document.sheet import Rendered, Sheet, Stamp  # noqa: E402
from app.document.template import House, UnsafeAddress, render_html  # noqa: E402

VARIANT = "pdf/a-2u"
HOUSE_SCHEME = "house:"
HOUSE_PICTURES = {path.name: path for path in (REPORTS / "house").glob("*.svg")}


class LockedFetcher(URLFetcher):
    """Serves `data:` addresses and the house's own pictures (`house:ticked.svg`); everything else is refused."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The resource at `url`.

        Raises:
            ValueError: the address is neither a `data:` address nor a picture of the house.
        """
        picture = HOUSE_PICTURES.get(url.removeprefix(HOUSE_SCHEME)) if url.startswith(HOUSE_SCHEME) else None
        if picture is not None:
            return URLFetcherResponse(url, picture.read_bytes(), {"Content-Type": "image/svg+xml"})
        if not url.lower().startswith("data:"):
            self.refused.append(url)
        return super().fetch(url, headers)


class Press:
    """Everything a warm worker keeps: templates, fonts, the parsed house style."""

    def __init__(self) -> None:
        justify.install()
        subsets.install()
        self.house = House()
        self.fonts = FontConfiguration()
        self.fetcher = LockedFetcher()
        style = (REPORTS / "house" / "house.css").read_text("utf-8")
        self.style = CSS(string=style, font_config=self.fonts, url_fetcher=self.fetcher)

    def make(self, sheets: list[Sheet]) -> Rendered:
        """One PDF of one or several papers; each counts its own pages.

        Raises:
            TemplateRefused: a template has a mistake or leaves the sandbox.
            UnsafeAddress: a template asks for a file or a web address.
        """
        missing: list[str] = []
        documents: list[Document] = []
        self.fetcher.refused.clear()
        for sheet in sheets:
            html, lacks = render_html(
                self.house, sheet.template, {**sheet.context, "stamp": sheet.stamp.as_data()}, sheet.source
            )
            missing += [name for name in lacks if name not in missing]
            page = HTML(string=html, url_fetcher=self.fetcher)
            documents.append(page.render(font_config=self.fonts, stylesheets=[self.style]))
        bound = documents[0].copy([page for document in documents for page in document.pages])
        _describe(bound, sheets[0].stamp)
        pdf = bound.write_pdf(pdf_variant=VARIANT, full_fonts=False)
        if self.fetcher.refused:
            raise UnsafeAddress(self.fetcher.refused[0])
        return Rendered(pdf, len(bound.pages), tuple(missing))


def _describe(document: Document, stamp: Stamp) -> None:
    """Title, author, number and date of the file; the date is the paper's, so a reprint has the same bytes."""
    made_at = stamp.made_at.strftime("%Y-%m-%dT%H:%M:%S+08:00") if stamp.made_at else None
    metadata = document.metadata
    metadata.title = stamp.title or metadata.title
    metadata.authors = [stamp.author] if stamp.author else []
    metadata.keywords = [stamp.number] if stamp.number else []
    metadata.generator = "Fengqiao"
    metadata.created = metadata.modified = made_at
    metadata.lang = "zh-CN"
