"""Paragraphs that a sender wrapped for transport, put together again (RFC 3676)."""

from collections.abc import Iterator

_SIGNATURE = "-- "


def unflow(text: str, *, delete_space: bool) -> str:
    """Join the lines of ``format=flowed`` text; quoted lines keep one ``> `` per level.

    Args:
        text: The decoded text.
        delete_space: The parameter ``DelSp=yes``: the space that marks a soft break is no part of the text.

    Returns:
        The text with one line per paragraph.
    """
    return "\n".join(_joined(text.splitlines(), delete_space=delete_space))


def _joined(lines: list[str], *, delete_space: bool) -> Iterator[str]:
    held: list[str] = []
    depth = 0
    for line in lines:
        bare = line.lstrip(">")
        level = len(line) - len(bare)
        bare = bare.removeprefix(" ")
        if held and (level != depth or bare == _SIGNATURE):
            yield _quoted("".join(held).rstrip(), depth)
            held.clear()
        depth = level
        if bare.endswith(" ") and bare != _SIGNATURE:
            held.append(bare[:-1] if delete_space else bare)
            continue
        yield _quoted("".join([*held, bare]), depth)
        held.clear()
    if held:
        yield _quoted("".join(held).rstrip(), depth)


def _quoted(line: str, depth: int) -> str:
    return f"{'>' * depth} {line}" if depth else line
