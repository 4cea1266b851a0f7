"""Letters: the client's, and the answer to it."""
