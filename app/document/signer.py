"""The process that signs a paper, run as `python -m app.document.signer`; `certificate.py` is its parent.

The visible mark stands left of the place for the seal, where the paper has one and nothing is written there; else the
signature is not seen on the page, but in the file.
"""

from __future__ import annotations

import json
import sys
import tempfile
from io import BytesIO
from pathlib import Path

import pypdfium2
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.stamp import StaticStampStyle

FIELD = "Certificate"
#: The words at the place for a seal, and how far left of them the mark ends; sizes in points.
SEAL, AWAY = "印章", 168.0
WIDTH, HEIGHT = 175.7, 62.4
#: Nothing may be nearer to the edge of the paper.
EDGE = 40.0

Box = tuple[int, int, int, int]


def main() -> None:
    """Answer one request."""
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    request = json.loads(sys.stdin.buffer.readline())
    pdf, mark, certificate = (sys.stdin.buffer.read(size) for size in request["sizes"])
    body = b""
    try:
        body = _signed(pdf, mark, certificate, request)
        head = {"ok": "1"}
    except Exception as error:  # the parent must get an answer whatever the libraries say
        head = {"error": "failed", "detail": f"{type(error).__name__}: {error}"}
    answers.write(json.dumps(head).encode() + b"\n" + body)
    answers.flush()


def _signed(pdf: bytes, mark: bytes, certificate: bytes, request: dict[str, str]) -> bytes:
    signer = signers.SimpleSigner.load_pkcs12_data(certificate, [], request["passphrase"].encode() or None)
    if signer is None:
        raise ValueError("PKCS#12")
    place = _place(pdf)
    page, box = place if place is not None else (0, None)
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD, reason=request["reason"], subfilter=fields.SigSeedSubFilter.PADES
    )
    with tempfile.TemporaryDirectory() as folder:
        drawn = Path(folder) / "mark.pdf"
        drawn.write_bytes(mark)
        style = StaticStampStyle.from_pdf_file(str(drawn), border_width=0, background_opacity=1)
        made = signers.PdfSigner(
            metadata,
            signer=signer,
            stamp_style=style if box is not None else None,
            new_field_spec=fields.SigFieldSpec(FIELD, on_page=page, box=box),
        ).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)))
    return made.getvalue()  # type: ignore[no-any-return]


def _place(pdf: bytes) -> tuple[int, Box] | None:
    """Page and box of the mark: beside the last place for a seal, if the paper is empty there."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in reversed(range(len(document))):
            text = document[number].get_textpage()
            found, last = text.search(SEAL), None
            while (at := found.get_next()) is not None:
                last = at
            if last is None:
                continue
            left, bottom, _right, top = text.get_charbox(last[0])
            low, right = (bottom + top - HEIGHT) / 2, left - AWAY
            box = (int(right - WIDTH), int(low), int(right), int(low + HEIGHT))
            if box[0] < EDGE or box[1] < EDGE or text.get_text_bounded(*box).strip():
                return None
            return number, box
        return None
    finally:
        document.close()


if __name__ == "__main__":
    main()
