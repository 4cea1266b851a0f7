"""The dry run: what the bot would make of a mail, and why, without a ledger, a network or a side effect."""

from bot.service.inspect.draft import Stored
from bot.service.inspect.dry_run import DryRun

__all__ = ["DryRun", "Stored"]
