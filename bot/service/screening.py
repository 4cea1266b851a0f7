"""Files of a mail, shown to the virus scanner of the rules before anything else opens them."""

import structlog

from bot.core.mail import Mail
from bot.errors import PermanentError, TransientError
from bot.rules.values import WhenAway
from bot.service.app import App
from bot.service.ports import VirusScanner

VIRUS = "virus:"
"""What the reason of a mail in quarantine begins with where the scanner found something."""

log = structlog.get_logger()


def infection(mail: Mail, app: App) -> str:
    """Each file of a mail in which malware was found, with its name; ``""`` where there is none, or no scanner.

    Raises:
        TransientError: The scanner is away, and the rules want mails to wait for it.
        PermanentError: It does not look at a file, and the rules want every file looked at.
    """
    if app.virus_scanner is None:
        return ""
    found = ((one.filename, _found(one.content, app.virus_scanner, app)) for one in mail.attachments)
    return "; ".join(f"«{filename}»: {name}" if filename else name for filename, name in found if name)


def _found(content: bytes, scanner: VirusScanner, app: App) -> str:
    try:
        return scanner.find(content)
    except (TransientError, PermanentError) as error:
        if app.rules.virus_scanner is None or app.rules.virus_scanner.when_away is WhenAway.WAIT:
            raise
        log.warning("scanner.unasked", error=str(error))
        return ""


def look_at_scanner(app: App) -> int:
    """Whether the scanner answers, so that support is told where it does not.

    Raises:
        TransientError: It is away.
    """
    if app.virus_scanner is not None:
        app.virus_scanner.version()
    return 0
