"""The dry run and its command."""
