"""The new text of an answer: quoted words must never be read as the author's."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from bot.core.intent import Verdict
from bot.core.mail import Mail
from bot.intake.html import bare_text
from bot.intake.mail_forms import MailForms
from bot.intake.reply.agreement import agree, same_words
from bot.intake.reply.layout import Layout, answers_inside, tell_apart
from bot.intake.reply.lines import MAX_CHARACTERS, MAX_LINES, joined, read_lines
from bot.intake.reply.markup import marked_text, unquoted_text
from bot.intake.reply.sent import mark_sent
from bot.intake.reply.signature import Author, author_of, split_signature

_MISLEADING = frozenset({"multipart.unterminated", "part.two_types"})
"""Defects of a mail whose end did not arrive, a condition may have stood there, or of which programs show different
forms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewText:
    """An answer told apart.

    Attributes:
        text: What the author typed, greeting and closing formula included; interleaved answers in order.
        signature: Their name block, phone's footer and legal notices.
        quoted: Everything else.
        separable: Whether that is certain. Where it is not, ``text`` must not decide anything.
        asides: What may be the author's word in a quote or below their name: no yes may ignore it.
        below: The lines of the signature that are neither a notice nor a maxim, to be read before anything is a yes.
    """

    text: str
    signature: str
    quoted: str
    separable: bool
    asides: str = ""
    below: str = ""

    def beside(self, words: str) -> "NewText":
        """The same with other words that no yes may ignore."""
        return replace(self, asides=joined([self.asides, words]))

    def allows(self, verdict: Verdict) -> bool:
        """Whether the words may mean what they say: no yes where a condition may stand apart from it."""
        return self.separable and not (self.asides and verdict in (Verdict.APPROVE, Verdict.DONE))


def new_text(mail: Mail, forms: MailForms, sent: Sequence[str] = ()) -> NewText:
    """Separate what the author of an answer typed from all else.

    First what we sent is subtracted, then the layout rules run. The plain text is read, or the HTML where there
    is none, or where only the HTML shows clearly what is quoted. Nobody types a report (RFC 6522). Where the two
    differ, nobody knows which one the author saw; nor what they saw of HTML that hides words in ways of its own.

    Args:
        mail: The answer.
        forms: The words of mail programs.
        sent: Plain texts of the mails that we sent in this thread.

    Returns:
        The new text.
    """
    if mail.content_type == "multipart/report":
        return NewText(text="", signature="", quoted=mail.text, separable=True)
    author = author_of(mail.sender[0].name, mail.sender[0].email) if mail.sender else Author(words=frozenset())
    shown = cache(partial(marked_text, mail.html or ""))  # rendered once at most, and only where it is needed
    found = _finished(_layout(mail, shown, forms, sent), author, forms)
    seen = bare_text(mail.html or "")
    if not _MISLEADING.isdisjoint(mail.defects) or seen.unclear:
        return replace(found, separable=False)
    if mail.html is None or mail.rendered or not found.separable:
        return found
    if same_words(mail.text, seen.text):
        return found
    plain, marked = (_finished(_read(text, forms, sent), author, forms) for text in (mail.text, shown()))
    return replace(found, separable=agree(plain.text, mail.text, marked.text, shown()))


def _layout(mail: Mail, shown: Callable[[], str], forms: MailForms, sent: Sequence[str]) -> Layout:
    if mail.html is None:
        return _read(mail.text, forms, sent)
    plain = _read(shown() if mail.rendered else mail.text, forms, sent)
    if plain.quoted and (mail.rendered or not plain.doubtful):
        return plain
    marked = plain if mail.rendered else _read(shown(), forms, sent)
    if marked.quoted and not (plain.quoted and marked.doubtful):
        return marked
    if plain.quoted:
        return plain
    unquoted = unquoted_text(mail.html)
    if unquoted is None:
        return plain
    second = _read(unquoted, forms, sent)
    second.quoted.append(mail.text)
    return second


def _read(text: str, forms: MailForms, sent: Sequence[str]) -> Layout:
    layout = tell_apart(mark_sent(read_lines(text[:MAX_CHARACTERS]), sent), forms)
    layout.doubtful |= len(text) > MAX_CHARACTERS or text.count("\n") >= MAX_LINES
    return layout


def _finished(layout: Layout, author: Author, forms: MailForms) -> NewText:
    answers = answers_inside(layout, author.words, forms)
    typed: list[str] = []
    signatures: list[str] = []
    asides = list(layout.asides)
    below: list[str] = []
    for run in [*layout.own, answers] if answers else layout.own:
        signed = split_signature(run, author, forms)
        typed.append(joined(signed.text))
        signatures.append(joined(signed.signature))
        asides += signed.hindrances
        below += signed.below
    return NewText(
        text=joined("\n\n".join(filter(None, typed)).split("\n")),
        signature=joined("\n\n".join(filter(None, signatures)).split("\n")),
        quoted=joined(layout.quoted),
        separable=not layout.doubtful,
        asides=joined(asides),
        below=joined(below),
    )
