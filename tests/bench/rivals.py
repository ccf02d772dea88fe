"""The same agreements made by others in the same run, where they are installed: Chromium prints the page, LibreOffice
turns its docx into PDF. Both are warm: Chromium stands open, and of LibreOffice's time that for one file is taken off.

What they make is no PDF/A and counts its pages in its own way; only the speed is compared.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2

from app.document import word
from app.document.fonts import REPORTS
from app.document.template import House, render_html
from app.lifecycle.machine import browser
from tests.bench.measuring import children, cpu_seconds
from tests.bench.papers import sheet


def measure(papers: int) -> Iterator[dict[str, Any]]:
    """A row for each of the two that is installed."""
    chromium, office = browser.find(), shutil.which("soffice")
    if chromium:
        yield {"subject": "chromium", **by_chromium(chromium, papers)}
    if office:
        yield {"subject": "libreoffice", **by_office(office, papers)}


def by_chromium(program: str, papers: int) -> dict[str, float]:
    """Pages a second of a Chromium that prints one page after another."""
    from playwright.sync_api import sync_playwright  # of the tests' packages alone

    style = (REPORTS / "house" / "house.css").read_text("utf-8")
    made = [
        f"<style>{style}</style>{render_html(House(), one.template, {**one.context, 'stamp': one.stamp.as_data()})[0]}"
        for one in map(sheet, range(papers + 1))
    ]
    with sync_playwright() as driver, driver.chromium.launch(executable_path=program) as open_browser:
        page = open_browser.new_page()

        def printed(html: str) -> int:
            page.set_content(html)
            return _pages(page.pdf(prefer_css_page_size=True, print_background=True))

        printed(made[0])
        family = [pid for pid in _below(_own_pid()) if b"chrom" in Path(f"/proc/{pid}/cmdline").read_bytes()]
        begun, used = time.perf_counter(), sum(map(cpu_seconds, family))
        pages = sum(map(printed, made[1:]))
        return _figures(papers, pages, time.perf_counter() - begun, sum(map(cpu_seconds, family)) - used)


def by_office(program: str, papers: int) -> dict[str, float]:
    """Pages a second of one LibreOffice that converts many files."""
    house = House()
    with tempfile.TemporaryDirectory() as named:
        folder = Path(named)
        for number in range(papers + 1):
            (folder / f"{number}.docx").write_bytes(word.make(house, [sheet(number)]).body)

        def converted(numbers: range) -> tuple[float, float]:
            command = [
                program,
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                "pdf",
            ]
            files = [str(folder / f"{number}.docx") for number in numbers]
            begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([*command, "--outdir", named, *files], check=True, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            return time.perf_counter() - begun, used

        converted(range(1))  # makes its profile
        alone, many = converted(range(1)), converted(range(papers + 1))
        pages = sum(_pages((folder / f"{number}.pdf").read_bytes()) for number in range(1, papers + 1))
        return _figures(papers, pages, many[0] - alone[0], many[1] - alone[1])


def _figures(papers: int, pages: int, seconds: float, cpu: float) -> dict[str, float]:
    return {
        "papers": papers,
        "pages": pages,
        "pages_per_core_second": round(pages / cpu, 2),
        "pages_per_second": round(pages / seconds, 2),
    }


def _pages(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def _own_pid() -> int:
    return int(Path("/proc/self").resolve().name)


def _below(pid: int) -> Iterator[int]:
    """All processes below one."""
    for child in children(pid):
        yield child
        yield from _below(child)
