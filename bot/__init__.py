"""tramita: cases and approvals by mail, for Spanish-speaking service companies."""

__version__ = "0.1.0"
