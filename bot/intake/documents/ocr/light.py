"""A picture on which light falls unevenly, as on photos, with its paper equally bright everywhere."""

import numpy as np
from PIL import Image, ImageFilter

_BLOCK = 48  # pixels in which some paper is seen between letters
_AROUND = 5  # blocks: a dark field of fewer is print, and none of the light
_DEEPEST = 0.5  # of the light: what is darker is print
_UNEVEN = 24  # levels of grey between dark and bright paper that engines and rules do not bear


def evenly_lit(picture: Image.Image) -> Image.Image:
    """The picture with what is darker for lack of light made brighter; itself where its paper is even."""
    grey = picture.convert("L")
    if min(grey.size) < _BLOCK * _AROUND:
        return picture
    paper = _brightest(grey).filter(ImageFilter.MaxFilter(_AROUND)).filter(ImageFilter.GaussianBlur(1))
    darkest, brightest = np.percentile(np.asarray(paper), (5, 95))
    if brightest - darkest < _UNEVEN:
        return picture
    light = np.asarray(paper.resize(picture.size, Image.Resampling.BICUBIC), dtype=np.float32)
    factor = float(brightest) / np.maximum(light, _DEEPEST * float(brightest))
    dots = np.asarray(picture, dtype=np.float32)
    lit = dots * (factor[..., None] if dots.ndim > factor.ndim else factor)
    return Image.fromarray(np.minimum(lit, 255.0).astype(np.uint8))


def _brightest(grey: Image.Image) -> Image.Image:
    """One dot for each block, as bright as its brightest part, specks aside."""
    small = np.asarray(grey.reduce(4))
    side = _BLOCK // 4
    rows, columns = (length // side for length in small.shape)
    blocks = small[: rows * side, : columns * side].reshape(rows, side, columns, side)
    return Image.fromarray(blocks.max(axis=(1, 3)))
