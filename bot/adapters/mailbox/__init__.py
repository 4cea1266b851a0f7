"""Ways to read a mailbox, found by their kind."""
