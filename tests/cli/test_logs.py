"""Logs never hold what must not be in them."""

from bot.cli.logs import VALUE_AT_MOST, guarded


def test_secrets_words_and_bodies_stay_out() -> None:
    """By the name of the key, by the form of a case's secret, and by their length; numbers and short texts stay."""
    told = guarded(
        None,
        "info",
        {
            "event": "mail.ended",
            "mail": 7,
            "password": "hola123",
            "words": "APROBADO",
            "error": "no such mail <an-2026-000001.5.0.k1abcde23456@empresa.example>",
            "reply": "x" * 10_000,
        },
    )
    assert told["event"] == "mail.ended"
    assert told["mail"] == 7
    assert told["password"] == told["words"] == "…"
    assert told["error"] == "no such mail <an-2026-000001.5.0.k1-…@empresa.example>"
    assert len(told["reply"]) == VALUE_AT_MOST + 1
