"""One file, one way to the world."""
