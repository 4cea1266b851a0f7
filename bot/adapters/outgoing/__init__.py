"""Ways to send a mail, found by their kind."""
