"""``python -m bot`` is ``tramita``."""

from bot.cli import main

main()
