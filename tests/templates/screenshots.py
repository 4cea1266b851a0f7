"""Pictures of every mail, on a phone and on a desk: ``python -m tests.templates.screenshots OUT_DIR``."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.templates.letters import in_one_mail, letters
from tests.templates.rendering import renderer

CHROMIUM = "/usr/bin/chromium"
WIDTHS = {"phone": 360, "desk": 800}
TALLEST = 1700
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SHEET = """<!DOCTYPE html><html><head><meta charset="utf-8"></head><body style="margin:0;background:#dddddd">
{frames}</body></html>"""
FRAME = """<div style="float:left;margin:8px;width:{width}px"><p style="font:bold 14px sans-serif;margin:4px">{name}</p>
<iframe src="{source}" width="{width}" height="{height}" style="border:0;background:#ffffff"></iframe></div>"""


def shoot(page: Path, picture: Path, width: int, height: int) -> None:
    """One picture of a page.

    Raises:
        subprocess.CalledProcessError: Chromium failed.
    """
    with tempfile.TemporaryDirectory() as profile:
        size = f"--window-size={width},{height}"
        command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", size, f"--screenshot={picture}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def write_pages(out: Path) -> dict[str, Path]:
    """The HTML of every mail as a file."""
    out.mkdir(parents=True, exist_ok=True)
    pages = {}
    with tempfile.TemporaryDirectory() as scratch:
        words = renderer(Path(scratch))
        for name, letter in letters().items():
            rendered = words.render(letter.send.template, letter.process, in_one_mail(letter))
            pages[name] = out / f"{name}.html"
            pages[name].write_text(rendered.html, encoding="utf-8")
    return pages


def main(out: Path) -> None:
    """Writes a page, and a picture for each width, of every mail.

    The page is shown in a frame of the width wanted, since a headless window is never narrower than 500 pixels.
    """
    for name, page in write_pages(out).items():
        for screen, width in WIDTHS.items():
            frame = FRAME.format(name=f"{name} · {width} px", source=page.as_uri(), width=width, height=TALLEST)
            sheet = out / f"{name}.{screen}.sheet.html"
            sheet.write_text(SHEET.format(frames=frame), encoding="utf-8")
            shoot(sheet, out / f"{name}.{screen}.png", width + 16, TALLEST)
            sheet.unlink()
        print(name)  # noqa: T201 - the progress of a command


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
