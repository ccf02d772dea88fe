"""Papers signed with the certificate of the house: valid, beside the place for the seal, kept as they were signed."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from flask import Flask
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from sqlalchemy import select

from app.access.scope import system
from app.document import press, service
from app.document.binding import About, Part, bind, pdfa_faults
from app.document.certificate import signed
from app.document.fonts import REPORTS
from app.document.sheet import ISSUED, Sheet, Stamp
from app.lifecycle.doctor import check_certificate
from app.model.base import db
from app.model.house import house
from app.workflow.engine import Refused
from modules.cases.models import Case

PASSPHRASE = "对不上就打不开"
HOLDER = "枫源县社会治理中心"


@pytest.fixture(scope="module")
def authority() -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    """A key and the certificate it signed for itself, good for twenty years."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, HOLDER)])
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"), False
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(0x5A3C19E0)
        .not_valid_before(datetime(2020, 1, 1))
        .not_valid_after(datetime(2040, 1, 1))
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=True,
                encipher_only=False,
                decipher_only=False,
                **usage,
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    return key, made


@pytest.fixture
def certified(
    app: Flask,
    authority: tuple[rsa.RSAPrivateKey, x509.Certificate],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Flask:
    """The application with that certificate, its context pushed."""
    key, known = authority
    sealed = BestAvailableEncryption(PASSPHRASE.encode())
    path = tmp_path / "house.p12"
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"house", key, known, None, sealed))
    monkeypatch.setitem(app.config, "SIGNING_CERTIFICATE", str(path))
    monkeypatch.setitem(app.config, "SIGNING_PASSPHRASE", PASSPHRASE)
    with app.app_context():
        yield app


def signed_receipt() -> service.Paper:
    """The receipt of a case of the demo, issued now; nothing is committed."""
    found = select(Case).where(Case.status == "accepted").order_by(Case.id)
    case = db.session.scalars(found).first()
    assert case is not None
    return service.issue(house().documents["cases.receipt"], case)


def test_a_paper_is_signed_and_kept_as_it_was_signed(certified: Flask, freeze: Callable[[str], None]) -> None:
    freeze("2026-11-20 09:00")
    with system("sign a paper") as session:
        paper = signed_receipt()
        body = paper.body
        assert sha256(body).hexdigest() == paper.sha256 and service.pdf_of(paper) == body
        session.rollback()
    (signature,) = PdfFileReader(BytesIO(body)).embedded_signatures
    trusted = ValidationContext(trust_roots=[signature.signer_cert])
    status = validate_pdf_signature(signature, trusted)
    assert status.bottom_line and status.intact and status.valid
    assert signature.signer_cert.serial_number == 0x5A3C19E0
    assert all("AcroForm" in fault or "conformance" in fault for fault in pdfa_faults(body))
    broken = body.replace(b"/Producer", b"/Producfr", 1)
    assert broken != body
    (touched,) = PdfFileReader(BytesIO(broken)).embedded_signatures
    assert not validate_pdf_signature(touched, trusted).intact


def test_the_mark_is_seen_beside_the_seal_and_stays_seen_in_a_volume(certified: Flask) -> None:
    context = json.loads((REPORTS / "agreements/agreement.sample.json").read_text("utf-8"))
    body = press.render([Sheet("agreements/agreement.html", context, Stamp(state=ISSUED))]).body
    assert red_on_last_page(body) == 0
    paper = signed(body, "人民调解协议书")
    volume = bind([Part(body, own=True), Part(paper, own=True)], b"", About("卷")).pdf
    assert red_on_last_page(paper) > 100 and red_on_last_page(volume) > 100


def red_on_last_page(pdf: bytes) -> int:
    """Points of the colour in which the mark is drawn."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        document.init_forms()
        picture = document[len(document) - 1].render(scale=1).to_numpy()
    red, green = picture[..., 2].astype(int), picture[..., 1].astype(int)
    return int(((red > 150) & (green < 110)).sum())


def test_without_its_password_nothing_is_issued(certified: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(certified.config, "SIGNING_PASSPHRASE", "falsch")
    (finding,) = check_certificate()
    assert not finding.ok and "证书" in finding.message
    with system("sign a paper") as session:
        with pytest.raises(Refused) as refused:
            signed_receipt()
        assert "证书" in refused.value.refusals[0].said
        session.rollback()


def test_the_examination_says_how_long_the_certificate_is_good(
    certified: Flask, freeze: Callable[[str], None]
) -> None:
    freeze("2026-11-20 09:00")
    (finding,) = check_certificate()
    assert finding.ok and HOLDER in finding.message
    freeze("2039-12-20 09:00")
    assert not check_certificate()[0].ok
    freeze("2041-01-01 09:00")
    with system("sign a paper") as session:
        with pytest.raises(Refused) as refused:
            signed_receipt()
        assert "2040-01-01" in refused.value.refusals[0].said
        session.rollback()
