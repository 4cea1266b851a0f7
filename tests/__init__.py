"""Tests: whole mail in, whole mails out."""
