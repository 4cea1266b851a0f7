"""The bytes of a document that a mail of ours carries, wherever they lie."""

from bot.core.effects import Enclosure
from bot.errors import PermanentError
from bot.intake.parse import part_bytes
from bot.service.app import App


def content_of(enclosure: Enclosure, app: App) -> bytes:
    """The bytes, taken out of their archive where they lie in one.

    Raises:
        PermanentError: The mail that brought them is missing from the evidence, or its archive does not open any more.
    """
    content = part_bytes(app.evidence.get(enclosure.mail), enclosure.part)
    if not enclosure.member:
        return content
    found = app.readers.member(content, enclosure.member)
    if found is None:
        raise PermanentError(f"{enclosure.filename} could not be taken out of the archive that brought it.")
    return found
