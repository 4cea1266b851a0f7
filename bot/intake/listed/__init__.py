"""Answers to a list of cases: which of them each clause is about, and in which words."""

from bot.intake.listed.answer import Doubt, Told, read_list_answer
from bot.intake.listed.references import Entry

__all__ = ["Doubt", "Entry", "Told", "read_list_answer"]
