"""The worker: what a hostile template costs, and what happens to the next paper."""

from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from app.document.limits import Limits
from app.document.press import Pool, render
from app.document.refusal import PaperRefused
from app.document.sheet import Sheet, Stamp

STAMP = Stamp(made_at=datetime(2026, 11, 22))
SMALL = Limits(seconds=8, cpu_seconds=3, memory_mb=300)


@pytest.fixture(scope="module")
def pool():
    pool = Pool(limits=SMALL)
    yield pool
    pool.close()


def make(pool, source, **context):
    return pool.make([Sheet("test.html", context, STAMP, source)])


def refused(pool, source, **context):
    with pytest.raises(PaperRefused) as refusal:
        make(pool, source, **context)
    assert make(pool, "<p>下一份</p>").pages == 1, "the next paper must come out"
    return refusal.value


def test_a_loop_is_stopped_by_processor_time(pool):
    loop = "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}"
    assert refused(pool, loop).code == "too_slow"


def test_growing_text_is_stopped(pool):
    grow = (
        "{% set box = namespace(text='长' * 10000) %}"
        "{% for n in range(40) %}{% set box.text = box.text ~ box.text %}{% endfor %}{{ box.text }}"
    )
    assert refused(pool, grow).code in ("too_big", "too_long", "too_slow")


def test_fifty_million_characters_are_refused(pool):
    assert refused(pool, "{{ 'a' * 50000000 }}").code == "unsafe"


@pytest.mark.parametrize(
    "reach",
    [
        '<img src="file://{path}">',
        '<link rel="stylesheet" href="file://{path}">',
        '<link rel="attachment" href="file://{path}">',
        "<style>@import 'file://{path}';</style>",
        "<style>@font-face {{ font-family: x; src: url(file://{path}) }} p {{ font-family: x }}</style><p>x</p>",
        '<style>p {{ background: url("file://{path}") }}</style><p>x</p>',
        '<object data="file://{path}"></object>',
        '<svg><image href="file://{path}" width="9" height="9"/></svg>',
    ],
)
def test_a_file_is_neither_read_nor_attached(pool, tmp_path, reach):
    secret = tmp_path / "secret.txt"
    secret.write_text("TOPSECRET", "utf-8")
    refusal = refused(pool, reach.format(path=secret))
    assert refusal.code == "address"
    assert "secret.txt" in refusal.detail


def test_no_address_is_fetched(pool):
    asked = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

    server = HTTPServer(("127.0.0.1", 0), Listener)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        address = f"http://127.0.0.1:{server.server_port}"
        for reach in (
            '<img src="{0}/a.png">',
            '<link rel="stylesheet" href="{0}/a.css">',
            "<style>@import '{0}/b.css';</style>",
        ):
            assert refused(pool, reach.format(address)).code == "address"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert asked == []


def test_house_pictures_and_data_are_served(pool):
    made = make(pool, '<img src="house:ticked.svg"><img src="{{ "x"|qr }}">')
    assert made.pages == 1
    assert refused(pool, '<img src="house:../fonts/build.py">').code == "address"


def test_a_mistake_in_a_template_says_where(pool):
    refusal = refused(pool, "<p>{% if %}</p>")
    assert refusal.code == "template"
    assert refusal.line == 1


def test_missing_names_come_back_with_the_paper(pool):
    assert make(pool, "<p>{{ party.name }}</p>").missing == ("party.name",) or make(
        pool, "<p>{{ p }}</p>"
    ).missing == ("p",)


def test_a_paper_without_sheets_is_refused():
    with pytest.raises(PaperRefused) as refusal:
        render([])
    assert refusal.value.code == "empty"


def test_a_dead_worker_is_replaced(pool):
    worker = pool._take()
    worker.process.kill()
    worker.process.wait()
    pool._give_back(worker)
    assert make(pool, "<p>照常</p>").pages == 1


def test_a_worker_serves_its_term_and_goes(monkeypatch):
    pool = Pool(limits=Limits(requests=1))
    try:
        make(pool, "<p>一</p>")
        assert pool._idle == []
    finally:
        pool.close()


def test_missing_fonts_refuse_papers_with_the_line_to_type(monkeypatch, tmp_path):
    from app.document import fonts

    monkeypatch.setattr(fonts, "PACKAGE_DIRECTORIES", (tmp_path,))
    monkeypatch.delenv(fonts.FONT_DIRECTORY_SETTING, raising=False)
    lacks = fonts.font_report()
    assert {lack.cure for lack in lacks} == {
        "apt-get install -y fonts-noto-cjk",
        "apt-get install -y fonts-lxgw-wenkai",
    }
    assert {lack.family for lack in lacks} == {"Noto Serif CJK SC", "Noto Sans CJK SC", "LXGW WenKai"}


def test_another_layout_engine_is_refused(monkeypatch):
    import weasyprint

    from app.document import justify

    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(RuntimeError, match="70.0"):
        justify.install()
