"""Rebuild or verify the third-party files of the look.

``python app/static/vendor/fetch.py`` downloads the packages pinned in ``VENDOR.json`` with ``npm pack``, writes their
files and the icon sprite, and refuses a file whose SHA-256 differs from the recorded one.

Options:
    ``--check``   touch nothing and ask no network: compare the files in the tree with the recorded sums.
    ``--record``  after a deliberate version change: write the new sums into ``VENDOR.json``.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
LIST = HERE / "VENDOR.json"
SOURCE_MAP = re.compile(rb"\n?(//# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ ?\*/)\s*$")


def download(name: str, version: str, folder: Path) -> tarfile.TarFile:
    """Fetch one package archive through npm and open it."""
    run = subprocess.run(
        ["npm", "pack", f"{name}@{version}", "--silent"],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    return tarfile.open(folder / run.stdout.strip().splitlines()[-1])


def member(archive: tarfile.TarFile, path: str) -> bytes:
    """Bytes of one file of the archive, without its pointer to a source map we do not ship."""
    handle = archive.extractfile(f"package/{path}")
    if handle is None:
        raise FileNotFoundError(path)
    return SOURCE_MAP.sub(b"\n", handle.read())


def icon_names() -> Iterator[tuple[str, str]]:
    """Pairs (our name, source name) of ``icons.txt``."""
    for line in (HERE / "icons.txt").read_text(encoding="utf-8").splitlines():
        words = line.split()
        if words and not line.startswith("#"):
            yield words[0], words[-1]


def sprite(archive: tarfile.TarFile, folder: str, version: str) -> bytes:
    """One SVG file with a symbol for each line of ``icons.txt``; stroke and fill come from the class ``i``."""
    symbols = []
    for name, source in icon_names():
        drawing = member(archive, f"{folder}/{source}.svg").decode("utf-8")
        shapes = re.findall(r"<(?:path|circle|rect|line|polyline)\b[^>]*/>", drawing)
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{"".join(shapes)}</symbol>')
    head = (
        f"<!-- Outlines from @tabler/icons {version}, MIT licence, see vendor/tabler-icons/LICENSE. "
        "Made by fetch.py. -->\n"
        '<svg xmlns="http://www.w3.org/2000/svg">\n'
    )
    return (head + "\n".join(symbols) + "\n</svg>\n").encode("utf-8")


def targets(package: dict) -> Iterator[tuple[str, dict]]:
    """Every written file of a package with its record."""
    yield from package["files"].items()
    if "sprite" in package:
        yield package["sprite"]["to"], package["sprite"]


def build(packages: list[dict]) -> Iterator[tuple[str, dict, bytes]]:
    """Download each package and yield (path, record, bytes) of what belongs in the tree."""
    with tempfile.TemporaryDirectory() as folder:
        for package in packages:
            with download(package["name"], package["version"], Path(folder)) as archive:
                for path, record in package["files"].items():
                    yield path, record, member(archive, record["from"])
                if "sprite" in package:
                    record = package["sprite"]
                    yield record["to"], record, sprite(archive, record["from"], package["version"])


def check(packages: list[dict]) -> list[str]:
    """Paths whose bytes in the tree are missing or differ from the recorded sum."""
    wrong = []
    for package in packages:
        for path, record in targets(package):
            file = ROOT / path
            if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != record["sha256"]:
                wrong.append(path)
    return wrong


def main() -> int:
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--record", action="store_true")
    wanted = parser.parse_args()
    listing = json.loads(LIST.read_text(encoding="utf-8"))
    if wanted.check:
        wrong = check(listing["packages"])
        print("\n".join(f"differs: {path}" for path in wrong) or "all vendored files match VENDOR.json")
        return bool(wrong)
    for path, record, data in build(listing["packages"]):
        found = hashlib.sha256(data).hexdigest()
        if wanted.record:
            record["sha256"] = found
        elif record["sha256"] != found:
            print(f"refused: {path} has {found}, VENDOR.json says {record['sha256']}", file=sys.stderr)
            return 1
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_bytes(data)
        print(f"{len(data):>8} {path}")
    if wanted.record:
        LIST.write_text(json.dumps(listing, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
