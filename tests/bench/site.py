"""A site under gunicorn, and a client that has signed in to it."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urljoin

from app.lifecycle.machine.postgres import spare_port

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 2

#: The one account of the plain app.
PLAIN_USER, PLAIN_PASSWORD = "clerk", "plain-password"

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class WrongAnswer(RuntimeError):
    """The site answered something else than asked."""


class Site:
    """One running site.

    Args:
        port: where it listens on 127.0.0.1.
        pid: gunicorn's first process.
    """

    def __init__(self, port: int, pid: int) -> None:
        self.port = port
        self.pid = pid
        self.cookies: dict[str, str] = {}

    def ask(
        self,
        path: str,
        form: Mapping[str, str] | None = None,
        expect: tuple[int, ...] = (200,),
        *,
        keep: bool = True,
    ) -> tuple[str, str]:
        """One request on a connection of its own; the text and where it leads.

        Args:
            path: what is asked for.
            form: what is sent; nothing is only read.
            expect: right answers.
            keep: take the cookies of the answer.

        Raises:
            WrongAnswer: another status than expected.
        """
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            headers = {"Cookie": cookie} if cookie else {}
            body = None
            if form is not None:
                body = urlencode(form, doseq=True)
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("GET" if body is None else "POST", path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        if answer.status not in expect:
            raise WrongAnswer(f"{path}: {answer.status} {text[:2000]}")
        for line in answer.headers.get_all("Set-Cookie") or () if keep else ():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return text, answer.headers.get("Location", "")

    def token(self, path: str) -> str:
        """The CSRF token of a page with a form."""
        found = _TOKEN.search(self.ask(path)[0])
        if found is None:
            raise WrongAnswer(f"{path}: no token")
        return found[1]

    def sign_in(self, username: str, password: str) -> None:
        """Sign in through the door."""
        form = {"username": username, "password": password, "csrf_token": self.token("/login/")}
        _text, target = self.ask("/login/", form, (302, 303))
        if "login" in target:
            raise WrongAnswer("not signed in")


@contextmanager
def serving(
    application: str, environment: Mapping[str, str], workers: int = WORKERS, *, preload: bool = False
) -> Iterator[Site]:
    """Serve a WSGI application with gunicorn's sync workers on 127.0.0.1.

    Args:
        application: `module:factory()`.
        environment: variables on top of our own.
        workers: processes.
        preload: build it once, before the workers are forked, as docs/deployment.md has it.
    """
    port = spare_port()
    command = [sys.executable, "-m", "gunicorn", application, "-w", str(workers), "-b", f"127.0.0.1:{port}"]
    command += ["--preload"] if preload else []
    server = subprocess.Popen(
        [*command, "--timeout", "120", "--log-level", "warning"], cwd=ROOT, env={**os.environ, **environment}
    )
    try:
        site = Site(port, server.pid)
        _wait(site, server)
        yield site
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def link(text: str, rel: str, base: str) -> str:
    """The address of the page's link of that relation (`next`)."""
    found = re.search(rf'rel="{rel}" href="([^"]+)"', text)
    if found is None:
        raise WrongAnswer(f"no link to the {rel} page")
    return urljoin(base, unescape(found[1]))


def _wait(site: Site, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError("gunicorn did not start")
        try:
            site.ask("/login/")
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the site does not answer")
