"""From bytes to values: reading mails, their words and their documents. No network, no ledger."""
