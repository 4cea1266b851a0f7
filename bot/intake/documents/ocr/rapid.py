"""RapidOCR: slower, needs no program beside the package, and reads what noise and stamps lie over."""

from collections.abc import Callable
from typing import Any

from PIL import Image

from bot.intake.documents.placed.pieces import Piece

_SMALLER = 0.75  # 150 dots per inch are as good and take a third less time
_SETTINGS = {
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "Global.log_level": "critical",
    "Global.use_cls": False,  # pages come upright
    "Det.limit_type": "max",
    "Det.limit_side_len": 960,  # pixels in which lines are sought; half the time of the whole page, the same lines
    "Rec.rec_batch_num": 2,  # a third less memory than six
}


class Rapid:
    """An :class:`bot.intake.documents.placed.pieces.Engine`; its model lies in the package and nothing is fetched.

    Raises:
        ImportError: The package ``rapidocr`` or ``onnxruntime`` is not installed.
    """

    name = "rapidocr"

    def __init__(self) -> None:
        import cv2  # noqa: PLC0415 - part of an extra
        from rapidocr import RapidOCR  # noqa: PLC0415 - an extra

        cv2.setNumThreads(1)  # its process may start no threads
        self._read: Callable[..., Any] = RapidOCR(params=_SETTINGS)

    def read(self, picture: Image.Image) -> tuple[Piece, ...]:
        """Every line of an upright grey page."""
        import numpy as np  # noqa: PLC0415 - part of an extra

        small = picture.resize((round(picture.width * _SMALLER), round(picture.height * _SMALLER)))
        found = self._read(np.asarray(small.convert("RGB")))
        if found.boxes is None:
            return ()
        return tuple(
            Piece(
                text=text.strip(),
                confidence=float(score),
                left=float(box[:, 0].min()) / _SMALLER,
                top=float(box[:, 1].min()) / _SMALLER,
                right=float(box[:, 0].max()) / _SMALLER,
                bottom=float(box[:, 1].max()) / _SMALLER,
            )
            for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
            if text.strip()
        )
