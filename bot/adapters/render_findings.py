"""Findings as people read them: those that contradict one value of the memo are one sentence, with all their places."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.adapters.render_words import Wording, begin
from bot.core.react.words import attached_name

Finding = Mapping[str, Any]

MOST_ALIKE = 40
"""Findings of one kind that a mail tells one by one: no form has as many fields, and nobody attaches as many files."""


class Together:
    """Tells findings by what has to be mended, not by the check that saw it.

    The section ``contradictions`` of ``messages.es.yaml`` has, for each code, which value it is about, and under which
    names its data hold what the memo says, what another document says, and which one that is.

    Args:
        wording: How one finding, a document and a list are said.
    """

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._texts: Mapping[str, Any] = wording.texts.get("contradictions", {"of": {}})

    def told(self, findings: Iterable[Finding]) -> list[str]:
        """A sentence for each cause, in the order of the first finding of each."""
        causes: dict[object, list[Finding]] = {}
        for number, finding in enumerate(findings):
            causes.setdefault(self._value(finding) or number, []).append(finding)
        shown, left_out = _without_repetition(tuple(causes.values()))
        sentences = [self._wording.told(one[0]) if len(one) == 1 else self._sentence(one) for one in shown]
        return [*sentences, str(self._wording.texts["more_alike"]).format(count=left_out)] if left_out else sentences

    def told_to_decide(self, findings: Iterable[Finding]) -> list[str]:
        """The same for whoever decides and mends nothing: no request to the sender, files as they are attached."""
        ask = re.compile(rf"{re.escape(self._wording.texts['asks_sender'])}[^.]*\.")
        return [ask.sub(".", sentence) for sentence in self.told(map(_as_attached, findings))]

    def _value(self, finding: Finding) -> tuple[str, str] | None:
        """Which value of the memo is contradicted, and what the memo says; ``None`` where nothing of the memo is."""
        rule = self._texts["of"].get(finding["code"])
        return rule and (rule["what"].format_map(finding["data"]), finding["data"][rule["memo"]])

    def _sentence(self, findings: Sequence[Finding]) -> str:
        what, own = self._value(findings[0]) or ("", "")
        others: dict[str, list[str]] = {}
        for finding in findings:
            rule = self._texts["of"][finding["code"]]
            other = finding["data"][rule["other"]]
            same = next((told for told in others if told.casefold() == other.casefold()), other)
            others.setdefault(same, []).extend(self._documents(finding, rule))
        said = [self._texts["memo"].format(value=own)]
        said += [
            self._texts["other"].format(value=value, documents=self._wording.listed(documents))
            for value, documents in others.items()
        ]
        places = "; ".join(map(self._place, findings))
        return str(self._texts["sentence"].format(what=begin(what), values=self._wording.listed(said), places=places))

    def _documents(self, finding: Finding, rule: Mapping[str, str]) -> list[str]:
        """The documents that contradict the memo: the one of the rule, or those that the finding lists."""
        if "document" in rule:
            return [self._wording.title(rule["document"])]
        return [title for title in self._wording.titles() if title in finding["data"][rule["documents"]]]

    def _place(self, finding: Finding) -> str:
        place = finding["place"]
        kind = "file" if not place else "page" if place.isdigit() else "cell"
        return str(self._texts["places"][kind].format(file=finding["file"], place=place))


def _without_repetition(causes: Sequence[Sequence[Finding]]) -> tuple[list[Sequence[Finding]], int]:
    """The first of those of each kind, and how many are left out: a mail of thousands is neither read nor quoted."""
    seen = Counter[str]()
    shown: list[Sequence[Finding]] = []
    for cause in causes:
        code = cause[0]["code"]
        seen[code] += 1
        if seen[code] <= MOST_ALIKE:
            shown.append(cause)
    return shown, len(causes) - len(shown)


def _as_attached(finding: Finding) -> Finding:
    """With its place in the file as our mail calls it; a sentence about the file keeps the name that it came under."""
    if not (finding["file"] and finding["document"] and finding["place"]):
        return finding
    return {**finding, "file": attached_name(finding["document"], finding["file"])}
