"""Issued papers signed with the certificate of the house, where one is configured; else they stay as they are.

The certificate is a PKCS#12 file (`SIGNING_CERTIFICATE`, `SIGNING_PASSPHRASE`). The signature is PAdES (ETSI EN 319
142) and stands visibly beside the place for the seal; the paper stays PDF/A. The work is done by a process of its own
(`python -m app.document.signer`); nobody else loads pyHanko.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from flask import current_app

from app.document import child, press
from app.document.refusal import PaperRefused
from app.document.sheet import ISSUED, Sheet, Stamp
from app.model.moment import BEIJING, now

#: Wall clock for one signature.
SECONDS = 60

MARK = "house/certificate_mark.html"


@dataclass(frozen=True)
class Certificate:
    """What the house signs with: whose it is, its serial number, and how long it is good (naive Beijing time)."""

    file: bytes
    passphrase: str
    holder: str
    serial: str
    valid_from: datetime
    valid_to: datetime


def configured() -> Certificate | None:
    """The certificate of the configuration, if there is one.

    Raises:
        PaperRefused: the file cannot be opened with its passphrase, or holds no key.
    """
    path, passphrase = (
        current_app.config.get(f"SIGNING_{part}", "") for part in ("CERTIFICATE", "PASSPHRASE")
    )
    if not path:
        return None
    try:
        file = Path(path).read_bytes()
        key, known, _chain = pkcs12.load_key_and_certificates(file, passphrase.encode() or None)
    except (OSError, ValueError) as error:
        raise PaperRefused("certificate", str(error)) from error
    if key is None or known is None:
        raise PaperRefused("certificate", path)
    names = known.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    names += known.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    holder = str(names[0].value) if names else known.subject.rfc4514_string()
    days = (known.not_valid_before_utc, known.not_valid_after_utc)
    since, until = (day.astimezone(BEIJING).replace(tzinfo=None) for day in days)
    return Certificate(file, passphrase, holder, f"{known.serial_number:X}", since, until)


def signed(pdf: bytes, title: str) -> bytes:
    """A paper with the signature of the house, or as it is where none is configured.

    Args:
        pdf: a paper of the house.
        title: what it is called; stands in the signature as its reason.

    Raises:
        PaperRefused: the certificate cannot be used or is not valid today, or the process failed.
    """
    certificate = configured()
    if certificate is None:
        return pdf
    moment = now()
    if not certificate.valid_from <= moment <= certificate.valid_to:
        raise PaperRefused(
            "certificate", f"{certificate.valid_from:%Y-%m-%d} — {certificate.valid_to:%Y-%m-%d}"
        )
    said = {"holder": certificate.holder, "serial": certificate.serial, "at": f"{moment:%Y-%m-%d %H:%M}"}
    mark = press.render([Sheet(MARK, said, Stamp(state=ISSUED, made_at=moment))]).body
    return _ask({"reason": title, "passphrase": certificate.passphrase}, (pdf, mark, certificate.file))


def _ask(head: dict[str, str], bodies: tuple[bytes, ...]) -> bytes:
    """One request: a line of JSON and the bytes of paper, mark and certificate; the answer is a line and the paper."""
    request = (
        json.dumps({**head, "sizes": [len(body) for body in bodies]}).encode() + b"\n" + b"".join(bodies)
    )
    line, _end, body = child.ask("app.document.signer", request, SECONDS).partition(b"\n")
    answer = json.loads(line)
    if "error" in answer:
        raise PaperRefused(answer["error"], answer["detail"])
    return body
