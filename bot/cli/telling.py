"""A case told to people: what happened in words, with who, when, and what they wrote."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Protocol

from bot.adapters.render_words import figures
from bot.core.case import Case, Piece
from bot.core.company import Company
from bot.core.events import Event, PaperKind, PapersAdded, PartTold, Withdrawn
from bot.core.finding import Finding
from bot.core.react.words import finding as as_context
from bot.core.request import Request
from bot.service.chronicle import Chronicle, Letter


class Wording(Protocol):
    """How the mails say things."""

    @property
    def company(self) -> Company:
        """Today's roster."""
        ...

    def told(self, finding: Mapping[str, Any]) -> str:
        """The sentence of a finding, and where it stands."""
        ...

    def label(self, fact: str) -> str:
        """The label of a fact."""
        ...

    def step_title(self, step: str) -> str:
        """What a step waits for."""
        ...


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells with the patterns of ``cli.es.yaml`` and, for documents, steps and findings, those of the mails."""

    texts: Mapping[str, Any]
    wording: Wording

    def tell(self, found: Chronicle) -> Iterator[str]:
        """All of it, line by line."""
        case = found.case
        yield from self._head(case)
        parts: Mapping[str, Iterable[str]] = {
            "timeline": (line for event in found.events for line in self._event(event)),
            "documents": (*map(self._document, case.pieces), *self._papers(found.events)),
            "findings": map(self._finding, case.findings),
            "decisions": (
                self._pattern(
                    "decision",
                    at=self._moment(one.at),
                    by=self._person(one.person),
                    verb=self._pattern("approved" if one.approved else "refused"),
                    step=self.wording.step_title(one.step),
                    round=one.round,
                    proof=self._word("proof", one.proof),
                )
                for one in case.decisions
            ),
            "values": (self._value(name, value) for name, value in case.values.items()),
            "received": (self._letter("received", letter) for letter in found.received),
            "sent": (self._letter("sent", letter) for letter in found.sent),
            "deadlines": (
                self._pattern(
                    "deadline",
                    due=self._moment(one.due),
                    kind=self._word("kind", one.kind),
                    step=self._step(one.step),
                )
                for one in case.deadlines
            ),
        }
        for name, lines in parts.items():
            yield from self._section(name, lines)

    def _head(self, case: Case) -> Iterator[str]:
        yield self._pattern("title", number=case.number, client=case.client, city=case.city)
        yield self._pattern(
            "state",
            state=self._word("state", case.state),
            round=case.round,
            opened=self._moment(case.opened_at),
            requester=self._person(case.requester),
            branch=case.branch,
        )
        if case.outcome:
            yield self._pattern("outcome", outcome=self._word("outcome", case.outcome))
        if case.linked:
            yield self._pattern("linked", numbers=", ".join(case.linked))

    def _section(self, name: str, lines: Iterable[str]) -> Iterator[str]:
        yield ""
        yield self.texts["case"]["sections"][name]
        yield from (f"  {line}" for line in (tuple(lines) or (self._pattern("nothing"),)))

    def _event(self, event: Event) -> Iterator[str]:
        values = {field.name: self._said(field.name, getattr(event, field.name)) for field in fields(event)}
        what = self.texts["events"][type(event).__name__].format_map(values)
        by = self._person(event.by) if event.by else self._pattern("clock")
        yield self._pattern("event", at=self._moment(event.at), by=by, what=what.removesuffix(": "))
        words = event.reason if isinstance(event, Withdrawn) else getattr(event, "words", "")
        if words:
            yield self._pattern("words", words=" ".join(words.split()))

    def _said(self, name: str, value: object) -> str:
        match value:
            case datetime():
                return self._moment(value)
            case date():
                return f"{value:%d/%m/%Y}"
            case Request():
                return self._person(value.person)
            case Piece():
                return self._document(value)
            case Finding():
                return value.code
            case tuple():
                return self._several(name, value)
            case Mapping():
                return ", ".join(self._value(key, one) for key, one in value.items())
            case _:
                return self._named(name, str(value))

    def _several(self, name: str, values: tuple[object, ...]) -> str:
        listed = ", ".join(self._said(name, one) for one in values)
        if name == "lacks":
            return self._pattern("lacks", what=listed.replace("_", " ")) if values else ""
        if name == "changed":
            return self._pattern("changed", what=listed) if values else self._pattern("unchanged")
        return listed if values or name != "people" else self._pattern("nobody")

    def _named(self, name: str, value: str) -> str:
        if name == "step":
            return self._step(value)
        return self._person(value) if name in ("person", "people") else self._word(name, value)

    def _step(self, step: str) -> str:
        """What a step waits for; a term of no step is one of the whole case."""
        return self.wording.step_title(step) if step else self._pattern("whole_case")

    def _document(self, piece: Piece) -> str:
        unread = "" if piece.was_read else self._pattern("unread")
        pages = self._pattern("pages", pages=piece.document.pages) if piece.document.pages else ""
        return self._pattern("document", role=piece.role, file=piece.filename, pages=pages, unread=unread)

    def _papers(self, events: Iterable[Event]) -> Iterator[str]:
        """What came after the approval: copies, scans and proofs of documents, each with what it was sent as."""
        for event in events:
            if isinstance(event, PapersAdded | PartTold):
                kind = event.kind if isinstance(event, PapersAdded) else PaperKind.PROOF
                sent = {"kind": self._word("paper", kind), "by": self._person(event.by)}
                for piece in event.pieces:
                    yield self._pattern("paper", document=self._document(piece), at=self._moment(event.at), **sent)

    def _finding(self, finding: Finding) -> str:
        return f"[{self._word('severity', finding.severity)}] {self.wording.told(as_context(finding))}"

    def _letter(self, kind: str, letter: Letter) -> str:
        return self._pattern(
            kind,
            sender=self._person(letter.sender),
            to=", ".join(map(self._person, letter.to)),
            subject=letter.subject,
            template=letter.template.partition(".")[0].replace("_", " "),
            state=self._word("state", letter.state),
            at=self._moment(datetime.fromisoformat(letter.at)) if letter.at else "",
        )

    def _value(self, name: str, value: object) -> str:
        """What an answer told: a day, a number, or the person who confirmed."""
        return self._pattern("value", name=self.wording.label(name), value=self._person(figures(str(value))))

    def _person(self, email: str) -> str:
        return self.wording.company.name_of(email)

    def _moment(self, moment: datetime) -> str:
        return self.wording.company.calendar.local(moment).strftime(self.texts["moment"])

    def _word(self, field: str, code: str) -> str:
        return str(self.texts["values"].get(field, {}).get(code, code))

    def _pattern(self, name: str, /, **values: object) -> str:
        return str(self.texts["case"][name]).format(**values)
