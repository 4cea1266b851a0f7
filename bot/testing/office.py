"""Letters as Word documents."""

import io

import docx

from bot.testing.documents import File

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def letter_docx(
    text: str,
    filename: str,
    *,
    letterhead: str = "",
    table: tuple[tuple[str, ...], ...] = (),
    picture: bytes | None = None,
) -> File:
    """A letter with a paragraph for each line, and its table after them.

    Args:
        text: The letter.
        filename: What it is called.
        letterhead: What stands above it on every page.
        table: Rows of cells.
        picture: What is drawn at its end.
    """
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = letterhead
    for line in text.splitlines():
        document.add_paragraph(line)
    if table:
        drawn = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, value in zip(drawn.add_row().cells, row, strict=True):
                cell.text = value
    if picture:
        document.add_picture(io.BytesIO(picture))
    made = io.BytesIO()
    document.save(made)
    return File(filename=filename, media_type=DOCX, content=made.getvalue())
