"""Plays a story in a house, mail by mail, and compares what came of it with what the story tells."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.core.account import Outbound, Outcome
from bot.core.case import Case
from bot.core.events import Event
from bot.core.mail import Mail
from bot.core.register import Row
from bot.intake.parse import parse
from bot.service.thread import OWN_ID
from bot.testing import mails, replies
from bot.testing.house import House, Sent
from bot.testing.stories import Decided, Step, Story

QUARANTINED_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail of ours as it left, with what the ledger knows of it."""

    sent: Sent
    outbound: Outbound

    @property
    def template(self) -> str:
        """What it was made of."""
        return self.outbound.send.template


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One step of a story as it came to pass.

    Attributes:
        step: As told.
        mail: As it came in.
        letters: What left at once.
        events: What happened to the case.
        case: Afterwards; ``None`` where none was opened.
        troubles: What the cycle could not do.
    """

    step: Step
    mail: Mail
    letters: tuple[Letter, ...]
    events: tuple[Event, ...]
    case: Case | None
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """Something that did not come as told.

    Attributes:
        title: Of the story, or ``""`` where it concerns them all.
        step: Number of the step from 1, or 0 for the end.
        what: Which of the things that are compared: ``state``, ``mails``, ``decisions`` and so on.
        expected: As told.
        found: As it was.
    """

    title: str = ""
    step: int = 0
    what: str
    expected: str
    found: str


def play(story: Story, house: House) -> Iterator[Scene]:
    """Plays the steps one by one; ends early where a mail that is to be answered never came."""
    letters: list[Letter] = []
    case: Case | None = None
    for step in story.steps:
        raw = _written(story, step, letters, house)
        if raw is None:
            return
        scene = _scene(step, raw, case, house)
        yield scene
        letters += scene.letters
        case = scene.case


def compare(story: Story, scenes: Sequence[Scene], rows: Sequence[Row]) -> tuple[Mismatch, ...]:
    """Where the story went otherwise than told; ``rows`` are those of the register."""
    found = [*_steps(scenes), *_ending(story, scenes, rows)]
    if len(scenes) < len(story.steps):
        found.append(Mismatch(what="steps", expected=str(len(story.steps)), found=str(len(scenes))))
    return tuple(replace(one, title=story.title) for one in found)


def audit(house: House, cases: int) -> tuple[Mismatch, ...]:
    """What must hold whatever was told: one row a case, workbook and ledger agree, and nothing lies in quarantine."""
    quarantined = house.app.ledger.receipts(Outcome.QUARANTINED, QUARANTINED_SHOWN)
    pairs: tuple[tuple[str, object, object], ...] = (
        ("cases", cases, len(house.cases())),
        ("rows", cases, len(house.rows())),
        ("differences", [], [*house.differences()]),
        ("quarantined", [], [receipt.reason for receipt in quarantined]),
    )
    return tuple(Mismatch(what=what, expected=str(told), found=str(was)) for what, told, was in pairs if told != was)


def _written(story: Story, step: Step, letters: Sequence[Letter], house: House) -> bytes | None:
    """The mail of a step, as its author's program writes it."""
    person = house.app.rules.company.person(step.who)
    sender = mails.formatted(person.name if person else "", step.who)
    files = tuple(one.draw(story.case) for one in step.brings)
    if not step.answers:
        return mails.request(story.facts, files=files, sender=sender, date=step.at).raw()
    sent = [letter.sent for letter in letters if letter.template == step.answers]
    own = [one for one in sent if step.who in one.recipients] or sent
    if not own:
        return None
    return replies.reply(own[-1].raw, step.writes, client=step.client, sender=sender, date=step.at, attachments=files)


def _scene(step: Step, raw: bytes, before: Case | None, house: House) -> Scene:
    known = {case.number for case in house.cases()}
    house.clock.set(step.at)
    house.deliver(raw)
    troubles = tuple(house.poll().troubles)
    opened = next((case.number for case in house.cases() if case.number not in known), "")
    case = house.app.ledger.case(before.number if before else opened)
    events = house.app.ledger.events(case.number) if case else ()
    return Scene(
        step=step,
        mail=parse(raw),
        letters=tuple(_letter(sent, house) for sent in house.take()),
        events=events[before.version if before else 0 :],
        case=case,
        troubles=troubles,
    )


def _letter(sent: Sent, house: House) -> Letter:
    identified = OWN_ID.match(sent.mail.message_id or "")
    outbound = house.app.ledger.outbound(identified["id"]) if identified else None
    if outbound is None:
        raise LookupError(f"the ledger does not know the mail {sent.mail.subject!r} that left")
    return Letter(sent=sent, outbound=outbound)


def _steps(scenes: Sequence[Scene]) -> Iterator[Mismatch]:
    for number, scene in enumerate(scenes, 1):
        letters = scene.letters
        left = Counter((letter.template, person) for letter in letters for person in letter.sent.recipients)
        pairs = (
            ("state", scene.step.state, str(scene.case.state) if scene.case else ""),
            ("mails", _listed(Counter(scene.step.sends)), _listed(left)),
            ("troubles", "", "; ".join(scene.troubles)),
        )
        yield from (
            Mismatch(step=number, what=what, expected=told, found=was) for what, told, was in pairs if told != was
        )


def _listed(sends: Counter[tuple[str, str]]) -> str:
    return ", ".join(f"{template} > {person}" for template, person in sorted(sends.elements()))


def _ending(story: Story, scenes: Sequence[Scene], rows: Sequence[Row]) -> Iterator[Mismatch]:
    case = scenes[-1].case if scenes else None
    decisions = case.decisions if case else ()
    decided = tuple(Decided(round=d.round, step=d.step, person=d.person, approved=d.approved) for d in decisions)
    if decided != story.decisions:
        yield Mismatch(what="decisions", expected=_decisions(story.decisions), found=_decisions(decided))
    row = next((row for row in rows if case and row["radicado"] == case.number), {})
    for field, told in story.register.items():
        if row.get(field, "") != told:
            yield Mismatch(what=f"register.{field}", expected=told, found=row.get(field, ""))


def _decisions(decisions: Sequence[Decided]) -> str:
    return ", ".join(f"{d.round} {d.step} {d.person} {'+' if d.approved else '-'}" for d in decisions)
