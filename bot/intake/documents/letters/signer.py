"""Who signs a letter: the name, the quality in which the person signs, and their document."""

from collections.abc import Sequence

from bot.core.document import Read
from bot.intake.documents.letters.client import after_label, company, is_institution
from bot.intake.documents.letters.prose import Prose
from bot.intake.documents.pages.lines import Line
from bot.intake.documents.text import fold, plain
from bot.intake.documents.values import person, position, tax_id
from bot.intake.documents.words import DocumentWords

_NAME_WORDS = 8
_ID_REACH = 4  # lines from a name to its document
_ID_IN_SENTENCE = 90  # letters from a name to the number of its document


def own_lines(signature: tuple[Line, ...], to: tuple[Line, ...], words: DocumentWords) -> tuple[Line, ...]:
    """What whoever signs wrote below the letter: up to the stamp of receipt, which may begin with our name and place.

    Args:
        signature: What stands below the letter.
        to: Whom the letter is for: us.
        words: What the documents' words mean.
    """
    for index, line in enumerate(signature):
        if any(words.phrases[name].opens(fold(line.text)) for name in ("received", "filing")):
            return _above_stamp(signature[:index], fold(" ".join(one.text for one in to)), words)
    return signature


def _above_stamp(lines: tuple[Line, ...], ours: str, words: DocumentWords) -> tuple[Line, ...]:
    """The lines without those at the end that are part of our name, or name a branch."""
    for ends in range(len(lines), 0, -1):
        folded = fold(lines[ends - 1].text)
        if not (folded in ours or words.phrases["branch_place"].opens(folded)):
            return lines[:ends]
    return ()


def signer(lines: tuple[Line, ...], words: DocumentWords) -> Read | None:
    """The name under the closing formula that is called one or has its document below it, else the first name."""
    index = _signer_index(lines, words)
    if index is None:
        return None
    line = lines[index]
    return Read(value=person(_bare(line.text, words), words), source=line.text, page=line.page)


def _bare(text: str, words: DocumentWords) -> str:
    """A line without «Firma:» and «Nombre:» before the name, and the number of a document behind it."""
    name = after_label(after_label(text, words.phrases["sign_label"]), words.phrases["name"]).strip(" _")
    document = words.phrases["document"].pattern.search(plain(name), 1)
    return name[: document.start()].rstrip(" -\u2013,.(") if document and tax_id(name[document.end() :]) else name


def _signer_index(lines: Sequence[Line], words: DocumentWords) -> int | None:
    named = [index for index, line in enumerate(lines) if _is_signer(line.text, _next(lines, index), words)]
    called = [index for index in named if _is_called(lines[index].text, words)]
    if called:
        return called[0]
    return next((index for index in named if _has_document(lines, index, named, words)), named[0] if named else None)


def _next(lines: Sequence[Line], index: int) -> str:
    return lines[index + 1].text if index + 1 < len(lines) else ""


def _is_called(text: str, words: DocumentWords) -> bool:
    """Whether a label says that this is the name."""
    return _bare(text, words) != text.strip(" _")


def _is_signer(text: str, below: str, words: DocumentWords) -> bool:
    """Whether a line may be the name of a person: no number, no company, no institution, none with a NIT below it."""
    name = _bare(text, words)
    folded = fold(name)
    if len(folded.split()) <= 1 or any(map(str.isdigit, name)) or words.phrases["unsigned"].whole(folded):
        return False
    if (
        name.startswith("(")
        or company(name, words)
        or is_institution(name, words)
        or words.phrases["position"].opens(folded)
    ):
        return False
    return not words.phrases["company_id"].opens(plain(below))


def _has_document(lines: Sequence[Line], index: int, named: Sequence[int], words: DocumentWords) -> bool:
    """Whether a document's number stands below a name; what is between them may be a position."""
    below = range(index + 1, min(index + 1 + _ID_REACH, len(lines)))
    found = next((at for at in below if words.phrases["document"].opens(plain(lines[at].text))), None)
    between = [at for at in named if index < at < found] if found else []
    return found is not None and all(words.phrases["position"].opens(fold(lines[at].text)) for at in between)


def position_of_signer(lines: tuple[Line, ...], words: DocumentWords) -> Read | None:
    """In which quality the person signs: beside the name, or below it on a line without number, company or address."""
    index = _signer_index(lines, words)
    if index is None:
        return None
    beside = position(_bare(lines[index].text, words))
    if beside and words.phrases["position"].opens(fold(beside)):
        return Read(value=beside, source=lines[index].text, page=lines[index].page)
    for at in range(index + 1, min(index + 4, len(lines))):
        line = lines[at]
        if fold(line.text) == fold(lines[index].text):
            continue  # printed below the same name in script
        if _may_be_position(line.text, _next(lines, at), words):
            value = after_label(line.text, words.phrases["position_label"])
            return Read(value=value, source=line.text, page=line.page) if value else None
    return None


def _may_be_position(text: str, below: str, words: DocumentWords) -> bool:
    if any(map(str.isdigit, text)) or company(text, words) or is_institution(text, words) or "@" in text:
        return False
    folded = fold(text)
    is_short = 0 < len(folded.split()) <= _NAME_WORDS
    foreign = words.phrases["company_id"].opens(plain(below)) or words.phrases["below_signature"].opens(folded)
    return is_short and not foreign and not words.phrases["unsigned"].whole(folded)


def citizen_id(lines: tuple[Line, ...], words: DocumentWords) -> Read | None:
    """The first citizen's id that is called one, else the number that stands alone below the name."""
    for line in lines:
        label = words.phrases["document"].pattern.search(plain(line.text))
        if label and (value := tax_id(line.text[label.end() :])):
            return Read(value=value, source=line.text, page=line.page)
    index = _signer_index(lines, words)
    alone = _next(lines, index) if index is not None else ""
    if index is None or any(map(str.isalpha, alone)) or not (value := tax_id(alone)):
        return None
    return Read(value=value, source=alone, page=lines[index + 1].page)


def id_in_sentence(body: Prose, name: str, words: DocumentWords) -> Read | None:
    """The document of whoever signs, where the letter tells it: ``Yo, Óscar Lasso, C.C. 48.283.938, solicito …``."""
    at = body.flat.find(plain(name)) if name else -1
    if at < 0:
        return None
    end = at + len(name)
    label = words.phrases["document"].pattern.search(body.flat, end, end + _ID_IN_SENTENCE)
    between = body.flat[end : label.start()] if label else ""
    if label is None or any(map(str.isdigit, between)) or ". " in between:
        return None
    value = tax_id(body.text[label.end() : label.end() + 30])
    return body.read(value, at, label.end() + 30) if value else None


def writer_in_sentence(body: Prose, words: DocumentWords) -> str:
    """Who says of themselves that they write: ``Yo, Óscar Lasso Viveros, …``; nothing where nobody does."""
    found = words.phrases["writer"].pattern.match(body.flat)
    name = body.text[found.end() :].lstrip(" ,").split(",")[0] if found else ""
    return name if 1 < len(name.split()) <= _NAME_WORDS and not any(map(str.isdigit, name)) else ""
