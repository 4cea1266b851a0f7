"""Where the keyword of a request stands in a subject, if it is one."""

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bot.core.subject import Keyword, SubjectRule
from bot.intake.subject_words import SubjectWords
from bot.intake.words import Gap, Word, gap, joined

_LONGEST_KEYWORD = 24
_STEM = 4  # letters of a keyword that its inflections keep, at least
_LONG = 7  # letters from which two slips in a keyword are understood


class Meaning(NamedTuple):
    """What a keyword stands for."""

    rule: SubjectRule
    keyword: Keyword


class Opening(NamedTuple):
    """A keyword where it stands: words ``first`` to ``last`` (exclusive); at word ``again`` another request begins."""

    meaning: Meaning
    first: int
    last: int
    exact: bool
    displaced: bool = False
    again: int | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of what is wrong with the keyword itself."""
        if not self.exact:
            return ("keyword_typo",)
        return ("format",) if self.last - self.first > 1 or self.again else ()


class Openings:
    """Finds the keyword that opens a request under a set of rules; ``keywords`` are all of them, folded."""

    def __init__(self, rules: tuple[SubjectRule, ...], words: SubjectWords) -> None:
        self._words = words
        self._meanings = {joined(keyword.text): Meaning(rule, keyword) for rule in rules for keyword in rule.keywords}
        self._longest_phrase = max(map(len, words.automatic), default=0)
        self.keywords = frozenset(self._meanings)

    def find(self, line: str, found: tuple[Word, ...]) -> Opening | None:
        """The first keyword that stands where one opens a request, else one with a slip in the first place."""
        for at, word in enumerate(found):
            meaning = self._meanings.get(word.key)
            if meaning and (opening := self._exact(line, found, at, meaning)):
                return opening
        return self._inexact(line, found)

    def _exact(self, line: str, found: tuple[Word, ...], at: int, meaning: Meaning) -> Opening | None:
        head = [word.key for word in found[:at]]
        if self._speaks_about_cases(head):
            return None
        last = self._end_of_keywords(line, found, at)
        after = _gap_after(line, found, last - 1)
        if self._words.mean_nothing(head):
            goes_on = after is Gap.SPACE and found[last].key in self._words.sentence_goes_on
            return None if goes_on else Opening(meaning, at, last, exact=True, again=self._again(line, found, last))
        alone = after is not Gap.SPACE and _gap_after(line, found, at - 1) is not Gap.SPACE
        return Opening(meaning, at, last, exact=True, displaced=True) if alone and line[-1] != "?" else None

    def _end_of_keywords(self, line: str, found: tuple[Word, ...], at: int) -> int:
        """Index after a keyword, and after a second one where that stands alone: ``ANULADO Y REFACTURADO-``."""
        for second in (at + 1, at + 2):
            linked = all(len(word.key) == 1 for word in found[at + 1 : second])
            if second < len(found) and linked and found[second].key in self._meanings:
                return second + 1 if _gap_after(line, found, second) is not Gap.SPACE else at + 1
        return at + 1

    def _again(self, line: str, found: tuple[Word, ...], start: int) -> int | None:
        """Index of a further keyword that stands alone: ``ANULADO-X-CALI y ANULADO-Y-PASTO``."""
        for at in range(start + 1, len(found)):
            before = Gap.SIGN if len(found[at - 1].key) == 1 else _gap_after(line, found, at - 1)
            alone = before is not Gap.SPACE and _gap_after(line, found, at) is not Gap.SPACE
            if alone and found[at].key in self._meanings:
                return at
        return None

    def _inexact(self, line: str, found: tuple[Word, ...]) -> Opening | None:
        first = next((at for at, word in enumerate(found) if word.key not in self._words.around), len(found))
        head = [word.key for word in found[:first]]
        if first >= len(found) or found[first].key in self._meanings or self._speaks_about_cases(head):
            return None
        for last in (first + 1, first + 2):
            if last >= len(found) or _gap_after(line, found, last - 1) is Gap.SPACE:
                continue
            written = "".join(word.key for word in found[first:last])
            meaning = self._alike(written) if last == first + 1 else self._meanings.get(written)
            if meaning:
                return Opening(meaning, first, last, exact=False)
        return None

    def _alike(self, written: str) -> Meaning | None:
        """The keyword that a word with a slip or another ending means, if all that it may mean is one process."""
        if len(written) > _LONGEST_KEYWORD:
            return None
        near = [(OSA.distance(written, text), text) for text in self._meanings if _may_mean(written, text)]
        best = [self._meanings[text] for distance, text in near if distance == min(near)[0]]
        return best[0] if len({meaning.rule.process for meaning in best}) == 1 else None

    def _speaks_about_cases(self, head: Sequence[str]) -> bool:
        """Whether the words before a keyword are those of a report, a question or a machine."""
        if not self._words.announcing.isdisjoint(head):
            return True
        return any(
            tuple(head[start : start + size]) in self._words.automatic
            for start in range(len(head))
            for size in range(1, self._longest_phrase + 1)
        )


def _gap_after(line: str, found: tuple[Word, ...], at: int) -> Gap:
    """What stands after a word; the end of the line separates like a dash."""
    return gap(line[found[at].end : found[at + 1].start]) if at + 1 < len(found) else Gap.DASH


def _may_mean(written: str, keyword: str) -> bool:
    distance = OSA.distance(written, keyword)
    slips = 2 if len(keyword) >= _LONG and written[:3] == keyword[:3] else 1
    stem = keyword[: max(_STEM, len(keyword) - 3)]
    return (
        distance <= slips
        or (written.startswith(stem) and len(written) <= len(keyword) + _STEM)
        or (len(written) >= _STEM and keyword.startswith(written))
    )
