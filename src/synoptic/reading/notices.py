"""Notices that ask for consent to cookies: full sentences with their buttons, in any language of the data."""

from __future__ import annotations

from synoptic.reading import furniture
from synoptic.reading.lines import Line

LONGEST, FARTHEST = 1500, 12
BETWEEN = 2


def is_choice(line: Line) -> bool:
    """Whether a line is a button of a notice: ``Accept all``."""
    return line.extent <= 50 and line.folded in furniture.phrases_of("choices")


def signs(line: Line) -> frozenset[str]:
    """The phrases of such notices that a line has in it."""
    if line.extent > LONGEST:
        return frozenset()
    found = furniture.finder(furniture.phrases_of("consent")).iter(f" {line.folded} ")
    return frozenset(phrase for _, phrase in found)


def speaks_of_consent(line: Line) -> bool:
    """Whether a line outside the article is a notice, by its words alone."""
    return furniture.cookie_notice(line) or len(signs(line)) > 1


def is_notice(line: Line) -> bool:
    """Whether a line is a notice or a button of one."""
    return is_choice(line) or speaks_of_consent(line)


def is_furniture(line: Line) -> bool:
    """Whether its own words tell that a line is furniture: a notice, or of a kind that the data name."""
    return furniture.kind(line) is not None or is_notice(line)


def notices(lines: list[Line]) -> set[int]:
    """Which lines are notices on consent, their buttons and the sentences between the two.

    Only a button beside them shows that sentences are a notice.  Once a line of other running text
    has stood, each line must have two signs of its own.
    """
    found: set[int] = set()
    buttons = [n for n, line in enumerate(lines) if is_choice(line)]
    if not buttons:
        return found
    plain = next((n for n, line in enumerate(lines) if line.prose and not signs(line)), len(lines))
    for button in buttons:
        if button in found:
            continue
        text = _sentences(lines, button, found, wanted=1)
        if text and plain < text[-1]:
            text = _sentences(lines, button, found, wanted=2)
        if len(frozenset().union(*(signs(lines[n]) for n in text))) > 1:
            found.update(text)
            while button < len(lines) and is_choice(lines[button]):
                found.add(button)
                button += 1
    return found


def _sentences(lines: list[Line], button: int, found: set[int], wanted: int) -> list[int]:
    """The lines of a notice before its button, nearest first: up to the first that has signs of one."""
    text: list[int] = []
    gap: list[int] = []
    for n in range(button - 1, max(-1, button - 1 - FARTHEST), -1):
        line = lines[n]
        if n in found:
            break
        if len(signs(line)) >= wanted:
            text += [*gap, n]
            gap = []
        elif is_choice(line) or (wanted == 1 and line.ends and len(gap) < BETWEEN):
            gap.append(n)
        else:
            break
    return text
