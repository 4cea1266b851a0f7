"""A lighter copy of a picture or a scan, for mails that hold no more; run inside a limited process like all reading."""

from bot.intake.documents.pages.redraw import open_picture, redrawn
from bot.intake.documents.pages.scans import lighter_scan
from bot.intake.documents.sniff import PDF

_WORTH_IT = 0.8  # of its size: who saves less should keep the original
_ONE_PICTURE_IN_FRAMES = "MPO"  # a photo of a telephone, and its preview


def lighter(content: bytes, media_type: str) -> bytes | None:
    """The copy: a JPEG of a picture, a PDF of a scan; ``None`` where the file had better stay as it is.

    Args:
        content: The file.
        media_type: What it is by its content, see :func:`bot.intake.documents.sniff.sniff`.
    """
    try:
        copy = lighter_scan(content) if media_type == PDF else _lighter_picture(content)
    except Exception:  # noqa: BLE001 - libraries raise anything at damaged files, and those go out as they came
        return None
    return copy if copy and len(copy) <= _WORTH_IT * len(content) else None


def _lighter_picture(content: bytes) -> bytes | None:
    image = open_picture(content)
    is_one = image.format == _ONE_PICTURE_IN_FRAMES or getattr(image, "n_frames", 1) == 1
    return redrawn(image, upright=True).jpeg if is_one else None
