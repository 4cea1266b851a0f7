"""tramita: cases and approvals by mail, for Spanish-speaking service companies."""
