"""What the use cases need of the world.

Each port has one or more adapters, an in-memory twin in ``bot.testing``, and one contract suite over all of them.
"""

from bot.service.ports.ledger import Absences, Cases, Leases, Ledger, Outbox, Receipts
from bot.service.ports.outside import (
    Clock,
    Delivery,
    Difference,
    Evidence,
    Listing,
    Mailbox,
    Outgoing,
    Readers,
    Reading,
    Register,
    Rendered,
    Renderer,
    Resolver,
    Scans,
    ServiceManager,
    Timer,
    VirusScanner,
)
from bot.service.ports.record import Record

__all__ = [
    "Absences",
    "Cases",
    "Clock",
    "Delivery",
    "Difference",
    "Evidence",
    "Leases",
    "Ledger",
    "Listing",
    "Mailbox",
    "Outbox",
    "Outgoing",
    "Readers",
    "Reading",
    "Receipts",
    "Record",
    "Register",
    "Rendered",
    "Renderer",
    "Resolver",
    "Scans",
    "ServiceManager",
    "Timer",
    "VirusScanner",
]
