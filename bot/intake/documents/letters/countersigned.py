"""Where the client signs a reply below the company, under whatever title."""

from bot.intake.documents.pages.lines import Line
from bot.intake.documents.text import fold, plain
from bot.intake.documents.words import DocumentWords

_BELOW = 5  # lines below a title in which somebody's name or id is asked for or told
_MOST_WORDS = 60  # of a title that is a sentence


def client_signs(lines: tuple[Line, ...], signs: int, words: DocumentWords) -> int:
    """The line below the company's signature that asks the client to sign; the number of lines where none does.

    Args:
        lines: The reply.
        signs: Where the company's signature begins.
        words: What the documents' words mean.
    """
    below = range(signs + 1, len(lines))
    return next((at for at in below if _asks_client(lines[at], words) and _is_signed(lines, at, words)), len(lines))


def _asks_client(line: Line, words: DocumentWords) -> bool:
    """Whether a line speaks of the client's consent, or calls what follows theirs; positions do neither."""
    flat = plain(line.text)
    if len(flat.split()) > _MOST_WORDS:
        return False
    consents = words.phrases["consents"].pattern.search(flat) is not None
    return consents or (words.phrases["clients_place"].opens(flat) and not words.phrases["position"].opens(fold(flat)))


def _is_signed(lines: tuple[Line, ...], title: int, words: DocumentWords) -> bool:
    """Whether a name or an id is asked for, or told, in the next lines."""
    below = lines[title + 1 : title + 1 + _BELOW]
    return any(words.phrases[kind].opens(plain(line.text)) for line in below for kind in ("unsigned", "document"))
