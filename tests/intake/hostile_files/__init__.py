"""Files made to harm whoever opens them, put together by hand: each function says in a sentence what it attacks.

``FILES`` holds them by a name that ends as the file's would. All of them are small, and made in well under a second.
"""

from tests.intake.hostile_files import (
    mails,
    mixed,
    old_workbooks,
    pdf_contents,
    pdfs,
    pictures,
    tnef,
    word,
    workbooks,
    xml,
    zips,
)
from tests.intake.hostile_files.base import FILES, GOOD, MEMO, Entry, archive_of, bytes_told
from tests.intake.hostile_files.word import letter_of

__all__ = [
    "FILES",
    "GOOD",
    "MEMO",
    "Entry",
    "archive_of",
    "bytes_told",
    "letter_of",
    "mails",
    "mixed",
    "old_workbooks",
    "pdf_contents",
    "pdfs",
    "pictures",
    "tnef",
    "word",
    "workbooks",
    "xml",
    "zips",
]
