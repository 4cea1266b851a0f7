"""Whether a page was cut off while it was scanned: its lines run into the edge of the picture."""

from collections.abc import Sequence

from bot.intake.documents.placed.pieces import Piece

_FEWEST_LINES = 5
_SHARE = 0.3  # of the lines
_AT_EDGE = 0.004  # of the width of the picture: one millimetre of a sheet, where any printer leaves five


def is_cut(lines: Sequence[Sequence[Piece]], width: int) -> bool:
    """Whether many lines begin, or many end, at the very edge of the picture.

    Args:
        lines: Those of one page, each from left to right.
        width: Of the picture, in pixels.
    """
    near, enough = _AT_EDGE * width, max(_FEWEST_LINES, _SHARE * len(lines))
    begins = sum(line[0].left <= near for line in lines)
    ends = sum(line[-1].right >= width - near for line in lines)
    return max(begins, ends) >= enough
