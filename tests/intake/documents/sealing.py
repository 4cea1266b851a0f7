"""PDFs signed digitally with a key that lives for one test run, and what may happen to them afterwards."""

import io
from datetime import UTC, datetime, timedelta
from functools import cache

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf

SIGNER = "Rubén Darío Ochoa Mejía"


@cache
def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def _certificate() -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, SIGNER)])
    now = datetime.now(UTC)
    usage = dict.fromkeys(
        (
            "key_encipherment", "data_encipherment", "key_agreement", "crl_sign", "encipher_only", "decipher_only",
        ),
        False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(_key().public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(digital_signature=True, content_commitment=True, key_cert_sign=True, **usage), critical=True
        )
        .sign(_key(), SHA256())
    )


def root_pem() -> bytes:
    """The certificate that makes these signatures trusted."""
    return _certificate().public_bytes(Encoding.PEM)


def root_der() -> bytes:
    """The same in the form that readers are given."""
    return _certificate().public_bytes(Encoding.DER)


def sealed(pdf: bytes) -> bytes:
    """The file with an invisible digital signature."""
    key = _key().private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = SimpleSigner(
        signing_cert=Certificate.load(root_der()), signing_key=PrivateKeyInfo.load(key), cert_registry=None
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    signed: io.BytesIO = sign_pdf(
        writer, PdfSignatureMetadata(field_name="F1"), signer=signer, new_field_spec=SigFieldSpec("F1")
    )
    return signed.getvalue()


def tampered(pdf: bytes) -> bytes:
    """A signed file of which one byte is another."""
    return pdf.replace(b"/MediaBox", b"/MediaBoy", 1)


def continued(pdf: bytes) -> bytes:
    """A signed file to which something was added that turns its first page."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = NumberObject(90)
    writer.update_container(page)
    grown = io.BytesIO()
    writer.write(grown)
    return grown.getvalue()
