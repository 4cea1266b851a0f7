"""What the author of an answer wrote, apart from what they quote, sign with, or their phone adds."""

from bot.intake.reply.new_text import NewText, new_text

__all__ = ["NewText", "new_text"]
