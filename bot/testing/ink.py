"""What hands leave on paper: signatures, drawn from the name so that each person signs alike every time."""

import io
import math
import random
from functools import cache

from PIL import Image, ImageDraw

SIGNATURE_SIZE = (420, 130)
BLUE, BLACK = (32, 48, 120, 255), (30, 30, 34, 255)


@cache
def signature(name: str) -> Image.Image:
    """The signature of a person: transparent, 420 by 130 pixels, in the ink that they use."""
    hand = random.Random(name)
    image = Image.new("RGBA", SIGNATURE_SIZE, (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    ink = hand.choice((BLUE, BLACK))
    draw.line(_scrawl(hand), fill=ink, width=3, joint="curve")
    draw.line(_flourish(hand), fill=ink, width=2, joint="curve")
    return image


@cache
def signature_png(name: str) -> bytes:
    """The signature as a PNG file."""
    buffer = io.BytesIO()
    signature(name).save(buffer, "PNG")
    return buffer.getvalue()


def _scrawl(hand: random.Random) -> list[tuple[float, float]]:
    """Loops that lean to the right and grow smaller, as names do towards their end."""
    loops, height, lean = hand.randint(4, 8), hand.uniform(34, 48), hand.uniform(6, 16)
    width = hand.uniform(230, 310)
    points = []
    for step in range(loops * 24):
        turn = step / 24
        shrink = height * (1 - 0.6 * turn / loops) * (1 + 0.25 * math.sin(turn * 2.7))
        angle = turn * 2 * math.pi
        points.append((30 + width * turn / loops + lean * math.sin(angle), 62 - shrink * math.cos(angle)))
    return points


def _flourish(hand: random.Random) -> list[tuple[float, float]]:
    """The stroke under the name."""
    start, end, sag = hand.uniform(20, 70), hand.uniform(300, 395), hand.uniform(6, 18)
    return [(start + (end - start) * t / 30, 100 + sag * math.sin(math.pi * t / 30)) for t in range(31)]


def square_code(content: str, modules: int = 41) -> Image.Image:
    """A picture that looks like a QR code and, being fictitious, says nothing; a real one costs 60 ms."""
    grain = random.Random(content)
    code = Image.new("1", (modules, modules), 1)
    code.putdata([grain.getrandbits(1) for _ in range(modules * modules)])
    draw = ImageDraw.Draw(code)
    for left, top in ((0, 0), (modules - 7, 0), (0, modules - 7)):
        draw.rectangle((left - 1, top - 1, left + 7, top + 7), fill=1)
        draw.rectangle((left, top, left + 6, top + 6), outline=0)
        draw.rectangle((left + 2, top + 2, left + 4, top + 4), fill=0)
    return code.resize((modules * 4, modules * 4), Image.Resampling.NEAREST).convert("L")


@cache
def logo_png() -> bytes:
    """The small picture that companies put under their signatures."""
    image = Image.new("RGB", (80, 40), (31, 78, 121))
    ImageDraw.Draw(image).polygon(((8, 32), (40, 6), (72, 32)), fill=(240, 244, 248))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()
