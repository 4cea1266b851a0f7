"""Which engines there are on this machine: told without importing any of them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

READER_VERSION = 12
"""Counts the changes of what is made of the same picture, so that what is kept of earlier readers is read again."""

_LANGUAGE_FILE = "spa.traineddata"
_USUAL_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tesseract-ocr/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrSetup:
    """What a reader of scans may use.

    Attributes:
        tessdata: Folder of Tesseract's language files with the Spanish one, or ``None`` without Tesseract.
        rapid: Whether RapidOCR is installed.
        fingerprint: Of engines and reader: what another one has read may differ.
        most_pages: Of one file that are read.
        most_pages_again: Of one file that the slower engine reads after the faster one.
    """

    tessdata: Path | None
    rapid: bool
    fingerprint: str
    most_pages: int = 10
    most_pages_again: int = 3

    @property
    def engines(self) -> tuple[str, ...]:
        """Names of what is there, the faster first; none where scans cannot be read."""
        return ("tesseract",) * (self.tessdata is not None) + ("rapidocr",) * self.rapid


NO_ENGINES = OcrSetup(tessdata=None, rapid=False, fingerprint="")
"""Scans stay unread."""


def find_engines(environment: Mapping[str, str] = os.environ) -> OcrSetup:
    """What is installed here; looks only, and imports nothing of it."""
    tesserocr, rapid, onnx = map(_version, ("tesserocr", "rapidocr", "onnxruntime"))
    tessdata = _tessdata(environment) if tesserocr else None
    has_rapid = bool(rapid and onnx)
    parts = [f"reader {READER_VERSION}"]
    if tessdata:
        parts.append(f"tesserocr {tesserocr}, {_LANGUAGE_FILE} {(tessdata / _LANGUAGE_FILE).stat().st_size}")
    if has_rapid:
        parts.append(f"rapidocr {rapid}")
    return OcrSetup(tessdata=tessdata, rapid=has_rapid, fingerprint="; ".join(parts))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _tessdata(environment: Mapping[str, str]) -> Path | None:
    """The folder that ``TESSDATA_PREFIX`` names, or a usual one."""
    named = environment.get("TESSDATA_PREFIX", "")
    folders = [Path(named), Path(named) / "tessdata"] if named else []
    folders += map(Path, _USUAL_FOLDERS)
    return next((folder for folder in folders if (folder / _LANGUAGE_FILE).is_file()), None)
