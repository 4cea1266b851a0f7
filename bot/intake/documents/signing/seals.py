"""Digital signatures of a PDF, verified where the extra ``signatures`` is installed, without asking any network.

A file without one costs nothing but a look at its bytes.
"""

import io
import logging
import re
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

from bot.core.document import Seal

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.validation.status import PdfSignatureStatus

Roots = tuple[bytes, ...]
"""Certificates of the authorities that the installation trusts, each as DER."""

_MARK = re.compile(rb"/ByteRange\b")
_MOST = 10
_UNVERIFIED = (Seal(),)


def seals_in(content: bytes, roots: Roots) -> tuple[Seal, ...]:
    """The digital signatures of a PDF; one of which nothing is known where nobody can verify them.

    Args:
        content: The file, signed or not.
        roots: Whom to trust; without any, nobody says who the signer really is.
    """
    if _MARK.search(content) is None:
        return ()
    if find_spec("pyhanko") is None:
        return _UNVERIFIED
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # it writes a traceback for every chain it cannot follow
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    try:
        return tuple(_verified(content, roots))
    except MemoryError:
        raise  # a fault of the reader, not of the file, as far as anybody knows
    except Exception:  # noqa: BLE001 - of hostile files the library raises anything; what it cannot open is not verified
        return _UNVERIFIED


def _verified(content: bytes, roots: Roots) -> Iterator[Seal]:
    from asn1crypto.x509 import Certificate  # noqa: PLC0415 - an extra, and slow to import
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - as above
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415 - as above
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415 - as above

    trusted: Iterable[Certificate] = [Certificate.load(root) for root in roots]
    for signature in PdfFileReader(io.BytesIO(content), strict=False).embedded_regular_signatures[:_MOST]:
        context = ValidationContext(trust_roots=trusted, allow_fetching=False)
        status = validate_pdf_signature(signature, context)
        yield Seal(
            signer=_name(status.signing_cert),
            intact=status.intact and status.valid,
            whole=_is_whole(status),
            trusted=status.trusted if roots else None,
        )


def _is_whole(status: "PdfSignatureStatus") -> bool:
    """Whether it covers the file, or what came after it are only further signatures and fields that may be filled."""
    from pyhanko.sign.diff_analysis import ModificationLevel  # noqa: PLC0415 - an extra, and slow to import
    from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415 - as above

    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return True
    level = status.modification_level
    return bool(status.docmdp_ok) and level is not None and level <= ModificationLevel.FORM_FILLING


def _name(certificate: "Certificate") -> str:
    """Of the person; else of the organisation."""
    parts = certificate.subject.native
    return str(parts.get("common_name") or parts.get("organization_name") or "")
