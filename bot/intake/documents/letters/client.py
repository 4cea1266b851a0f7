"""Whose letter it is: the client by name and tax id, as letterhead, signature and sentences tell them."""

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.core.document import Read
from bot.intake.documents.letters.prose import Prose
from bot.intake.documents.pages.lines import Line
from bot.intake.documents.text import fold, plain
from bot.intake.documents.values import person, tax_id
from bot.intake.documents.words import DocumentWords, Phrases

_LONGEST = 14  # words of a name
_DATELINE = 10  # words of a name and what stands beside it
_LABEL_REACH = 20
_PARTICLE = r"(?:del?|las?|los|el|y|e)"
_WORD = rf"(?:[A-ZÁÉÍÓÚÑ0-9&][\w&.'\-]*|{_PARTICLE})"
_CAPITAL = r"[A-ZÁÉÍÓÚÑ0-9&][\w&.'\-]*"
_NAME = re.compile(rf"\s+({_WORD}(?:\s+(?:-\s+)?{_WORD}){{0,9}})(?=[\s,;.(]|$)")
_NAME_BEFORE = re.compile(rf"(?:^|(?<=\s))({_CAPITAL}(?:\s+(?:-\s+)?{_WORD}){{1,9}})[\s,(\u2010-\u2015-]*$")
_NAME_REACH = 120
_SENTENCE = re.compile(r"(?:\d|[a-záéíóúñ]{4})\.\s+")
_SMALL = re.compile(rf"^(?:(?!{_PARTICLE}\s)[a-záéíóúñ]+\s+)+(?=[A-ZÁÉÍÓÚÑ0-9])")
_WITH_CHECK_DIGIT = re.compile(r"(?<![\d.])\d{3}\.\d{3}\.\d{3}\s?-\s?\d(?!\d)")
_NAME_ENDS = re.compile(r"[,(]|\s[\u2010-\u2015-]\s(?=\D*\d)|\s(?=\d{3}\.\d{3}|\d{6})")
_FOR_WHOM = re.compile(r"^.*\ba nombre de\s+", re.IGNORECASE)
_NUMBER_BEFORE = re.compile(r"^[A-Z]{1,4}-\S*\d{3,}\s+(?=\S+\s)")
_MARKS = " -\u2013,|(:/"


def client(lines: tuple[Line, ...], words: DocumentWords) -> Read | None:
    """The first company named in these lines, else the name above or before a tax id, else an institution."""
    for above, line in pairwise((None, *lines)):
        if line and (name := company(line.text, words)) and len(name.split()) <= _LONGEST:
            begun = above is not None and above.text.isupper() == name.isupper() and _goes_on(above.text, words)
            whole = f"{above.text} {name}" if above and begun else name
            return Read(value=whole, source=line.text, page=line.page)
    return _above_tax_id(lines, words) or next(
        (found for line in lines if (found := _before_tax_id(line, words) or _institution(line, words))),
        _above_address(lines, words),
    )


def _above_tax_id(lines: tuple[Line, ...], words: DocumentWords) -> Read | None:
    for index, (above, line) in enumerate(pairwise(lines)):
        is_id = words.phrases["tax_id"].opens(plain(line.text)) or _WITH_CHECK_DIGIT.fullmatch(line.text)
        if is_id and not any(map(str.isdigit, above.text)):
            name = above.text.partition(":")[2].strip() if ":" in above.text[:_LABEL_REACH] else above.text
            if any(words.phrases[kind].opens(fold(name)) for kind in ("position", "office", "street")):
                continue
            begun = lines[index - 1].text if index and _is_cut(lines[index - 1].text, name, words) else ""
            return Read(value=f"{begun} {name or above.text}".strip(), source=above.text, page=above.page)
    return None


def _above_address(lines: tuple[Line, ...], words: DocumentWords) -> Read | None:
    """The name over an address and a tax id on one line: ``Estudio Peña`` over ``Av. Colón 1234 - CUIT 30-…``."""
    for above, line in pairwise(lines):
        flat = plain(line.text)
        is_id = words.phrases["street"].opens(fold(line.text)) and words.phrases["tax_id"].pattern.search(flat)
        if is_id and tax_id(flat) and 1 < len(above.text.split()) <= _DATELINE and above.text[:1].isupper():
            return Read(value=above.text.strip(_MARKS), source=above.text, page=above.page)
    return None


def _is_cut(begun: str, ended: str, words: DocumentWords) -> bool:
    """Whether a name stands on two lines: the upper cannot end there, or the lower is no name by itself."""
    rest = plain(ended).strip()
    is_rest = len(ended.split()) == 1 or words.company_endings.several.fullmatch(rest) is not None
    return _goes_on(begun, words) or (is_rest and len(begun.split()) > 1 and not any(map(str.isdigit, begun)))


def _goes_on(text: str, words: DocumentWords) -> bool:
    """Whether a name cannot end here: «CONJUNTO RESIDENCIAL TORRES DE SAN»."""
    *before, last = text.split() or [""]
    return bool(before) and not any(map(str.isdigit, text)) and words.phrases["name_goes_on"].whole(fold(last) or last)


def asking(body: Prose, words: DocumentWords) -> Read | None:
    """Who asks, where the sentence begins with their name: ``Consorcio Vías del Pacífico solicita que …``."""
    for phrase in words.phrases["asks"].pattern.finditer(body.flat):
        low = max(0, phrase.start() - _NAME_REACH)
        low = max(low, *(end.end() for end in _SENTENCE.finditer(body.text, low, phrase.start())), 0)
        name = _NAME_BEFORE.search(body.text[low : phrase.start()])
        if name and not name[1].isupper():
            return body.read(name[1], low + name.start(1), low + name.end(1))
    return None


def _institution(line: Line, words: DocumentWords) -> Read | None:
    """A line that begins as names of institutions without a legal form do: «Colegio Nuestra Señora del Rosario»."""
    if not is_institution(line.text, words):
        return None
    return Read(value=_NAME_ENDS.split(line.text, maxsplit=1)[0].strip(" ."), source=line.text, page=line.page)


def is_institution(text: str, words: DocumentWords) -> bool:
    """Whether a line is the name of a company or an institution, and no sentence."""
    short = 1 < len(text.split()) <= _DATELINE and not text.rstrip().endswith((".", ":"))
    return short and text[:1].isupper() and words.phrases["institution"].opens(fold(text))


def represented(body: Prose, words: DocumentWords) -> Read | None:
    """Whom the writer says that they represent: ``representante legal de Colegio San Ignacio, identificado con …``."""
    for phrase in words.phrases["represents"].pattern.finditer(body.flat):
        name = _NAME.match(body.text, phrase.end())
        own = _own_name(name[1], body.text[name.end() : name.end() + 1], words) if name else ""
        if name and len(own.split()) > 1:
            return body.read(own, name.start(1), name.start(1) + len(own))
    return None


def _own_name(text: str, following: str, words: DocumentWords) -> str:
    """A name without what follows it in capitals; nothing where the whole sentence is in capitals and none ends it."""
    ended = words.company_endings.several.search(plain(text))
    if ended and ended.start():
        return text[: ended.end()].strip()
    label = words.phrases["tax_id"].pattern.search(plain(text))
    if label:
        return text[: label.start()].strip(_MARKS)
    return text if not text.isupper() or following in tuple(",;.(") else ""


def named_with_tax_id(body: Prose, words: DocumentWords) -> Iterator[tuple[Read, Read]]:
    """Names in the sentences with the tax id after them: ``a nombre de Consorcio Vías, NIT 999.359.861-1``."""
    for label in words.phrases["tax_id"].pattern.finditer(body.flat):
        low = max(0, label.start() - _NAME_REACH)
        low = max(low, *(end.end() for end in _SENTENCE.finditer(body.text, low, label.start())), 0)
        name = _NAME_BEFORE.search(body.text[low : _begin(label, body, words)])
        number = tax_id(body.text[label.end() : label.end() + 25])
        if name and number:
            own = _SMALL.sub("", name[1])
            if _is_address(own):
                continue
            found = body.read(own, low + name.start(1), low + name.end(1))
            yield found, body.read(number, label.start(), label.end() + 25)


def _begin(label: re.Match[str], body: Prose, words: DocumentWords) -> int:
    """Where a tax id begins, the words that lead to it included: ``Clínica Uno S.A., identificada con NIT``."""
    before = body.flat[: label.start()].rstrip()
    led = words.phrases["identified"].begin_at_end(before)
    return led if led is not None else label.start()


def _is_address(text: str) -> bool:
    """Whether several words of it have digits, as an address and a telephone do, and the name of a company has not."""
    return sum(any(map(str.isdigit, word)) for word in text.split()) > 1


def _before_tax_id(line: Line, words: DocumentWords) -> Read | None:
    """The name on the same line as the tax id: ``E.S.E. Hospital San Rafael - NIT 999.012.345-2``."""
    label = words.phrases["tax_id"].pattern.search(plain(line.text))
    name = after_label(line.text[: label.start()] if label else "", words.phrases["addressee"]).strip(_MARKS)
    said = [word for word in name.split() if not word.isdigit()]
    is_name = 1 < len(said) <= _DATELINE and len(name.split()) - len(said) < 2 and ":" not in name  # noqa: PLR2004 - one
    if words.phrases["street"].opens(fold(name)):
        return None
    return Read(value=name, source=line.text, page=line.page) if is_name and name[:1].isupper() else None


def without_addressee(lines: tuple[Line, ...], addressee: tuple[Line, ...], words: DocumentWords) -> tuple[Line, ...]:
    """The lines that do not name the company that the letter is for, as its stamp of receipt does."""
    whom = client(addressee, words)
    name = fold(after_label(str(whom.value), words.phrases["to_whom"])) if whom else ""
    return tuple(line for line in lines if not name or not _is_named(name, line.text, words))


def _is_named(whom: str, text: str, words: DocumentWords) -> bool:
    """Whether a line names the company written to, also where its address puts a position before the name."""
    own = company(text, words)
    return whom in fold(text) or (own is not None and f" {whom}".endswith(f" {fold(own)}"))


def addressed(addressee: tuple[Line, ...], words: DocumentWords) -> Read | None:
    """The person written to: on the line of the courtesy title, or on the next; a company's contact is no client."""
    if tax_id_in(addressee, words) is not None:
        return None
    for line in addressee[:2]:
        bare = after_label(after_label(line.text, words.phrases["addressee_label"]), words.phrases["client_greeted"])
        name = person(bare, words)
        if name and not words.phrases["addressee"].whole(fold(name)):
            return Read(value=name, source=line.text, page=line.page)
    return None


def addressed_citizen(addressee: tuple[Line, ...], words: DocumentWords) -> tuple[Read | None, Read | None]:
    """The person written to and their id, which stands below the name; neither where a company's tax id is told."""
    if any(words.phrases["company_id"].pattern.search(plain(line.text)) for line in addressee):
        return None, None
    for above, line in pairwise(addressee):
        if words.phrases["document"].opens(plain(line.text)) and (number := tax_id(line.text)):
            name = addressed((above,), words)
            return name, Read(value=number, source=line.text, page=line.page)
    return None, None


def company(text: str, words: DocumentWords) -> str | None:
    """The name of a company at the beginning of a line, up to its legal form."""
    text = _without_person(text, words)
    if ":" in text[:_LABEL_REACH]:
        text = text.partition(":")[2].strip()
    text = _SMALL.sub("", after_label(for_whom(text), words.phrases["stands_for"]))
    found = words.company_endings.several.search(plain(text))
    return text[: found.end()] if found and found.start() else None


def for_whom(text: str) -> str:
    """The name behind «a nombre de», or behind the number of a stamp that stands above it."""
    return _NUMBER_BEFORE.sub("", _FOR_WHOM.sub("", text))


def _without_person(text: str, words: DocumentWords) -> str:
    """Whom a line is for: no courtesy title, and no person before their company («Sra. Ana Ruiz, Ruiz S.A.»)."""
    bare = after_label(text, words.phrases["addressee"]).lstrip(" ):.")
    title = fold(text.removesuffix(bare))
    name, _, of_whom = bare.partition(",")
    to_person = words.phrases["person_addressed"].whole(title) and not is_institution(name, words)
    return of_whom.strip() if to_person and len(name.split()) > 1 and len(of_whom.split()) > 1 else bare


def to_company(heading: tuple[Line, ...], words: DocumentWords) -> int:
    """The line that names nothing but a company as the one written to: ``A Empresa S.A.``; else -1."""
    for index, line in enumerate(heading):
        name = after_label(line.text, words.phrases["to_whom"])
        if name != line.text and company(name, words) == name:
            return index
    return -1


def tax_id_in(lines: tuple[Line, ...], words: DocumentWords) -> Read | None:
    """The first tax id that is called one, else one that its points and check digit show to be one."""
    for line in lines:
        label = words.phrases["tax_id"].pattern.search(plain(line.text))
        if label and (value := tax_id(line.text[label.end() :])):
            return Read(value=value, source=line.text, page=line.page)
    return next((found for line in lines if (found := _bare_tax_id(line))), None)


def _bare_tax_id(line: Line) -> Read | None:
    found = _WITH_CHECK_DIGIT.search(line.text)
    return Read(value=tax_id(found.group()), source=line.text, page=line.page) if found else None


def after_label(text: str, label: Phrases) -> str:
    """The text without this label at its beginning."""
    found = label.pattern.match(plain(text))
    return text[found.end() :].lstrip(" :.") if found else text
