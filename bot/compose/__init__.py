"""The only package that names adapters: settings and rules become an ``App``, or what a command needs of one."""

from bot.compose.app import health_told, open_app, open_ledger, open_timer, service_manager, system_clock
from bot.compose.books import Books, Files, open_books, open_view, read_files, wording_of
from bot.compose.language import read_language, read_rules
from bot.compose.parts import engines, open_virus_scanner
from bot.compose.ways import connect_mailbox, connect_outgoing, make_maildirs

__all__ = [
    "Books",
    "Files",
    "connect_mailbox",
    "connect_outgoing",
    "engines",
    "health_told",
    "make_maildirs",
    "open_app",
    "open_books",
    "open_ledger",
    "open_timer",
    "open_view",
    "open_virus_scanner",
    "read_files",
    "read_language",
    "read_rules",
    "service_manager",
    "system_clock",
    "wording_of",
]
