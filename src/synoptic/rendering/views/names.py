"""People, places and organisations with every form under which an account names them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from synoptic.rendering.safe import language_tag, one_line
from synoptic.rendering.views.story import StoryDesk, Words
from synoptic.types import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One spelling: its words where they first stand, the languages that use it."""

    words: Words
    languages: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NameView:
    """A named thing with its forms, the reader's first, and where it is filed elsewhere."""

    anchor: str
    kind: str
    forms: tuple[Form, ...]
    accounts: str
    count: int
    links: tuple[tuple[str, str], ...]


#: Where an identifier leads; one that does not look as it must has no link.
_FILED = {"geonames": (re.compile(r"[0-9]{1,12}"), "https://www.geonames.org/{}")}


def _links(links: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    found = []
    for name in sorted(links):
        value = one_line(str(links[name]))
        known = _FILED.get(name)
        url = known[1].format(value) if known and known[0].fullmatch(value) else ""
        found.append((f"{one_line(name)} {value}", url))
    return tuple(found)


def _name(desk: StoryDesk, entity: Entity, number: int) -> NameView | None:
    mentions = sorted(entity.mentions, key=lambda m: (desk.order(m.article), m.start))
    first: dict[str, Words] = {}
    languages: dict[str, dict[str, None]] = {}
    times: Counter[str] = Counter()
    for mention in mentions:
        form = one_line(mention.text)
        if not form:
            continue
        first.setdefault(form, desk.words(mention))
        languages.setdefault(form, {})[language_tag(desk.article(mention.article).lang)] = None
        times[form] += 1
    if not first:
        return None
    # Stable: forms that are equal in all this stay in the order of the accounts.
    forms = sorted(first, key=lambda f: (desk.lead not in languages[f], f != entity.name, -times[f]))
    return NameView(
        anchor=name_anchor(desk, number),
        kind=entity.kind,
        forms=tuple(
            Form(words=first[f], languages=tuple(languages[f]), differs=n > 0) for n, f in enumerate(forms)
        ),
        accounts=desk.signs(m.article for m in mentions),
        count=len({m.article for m in mentions}),
        links=_links(entity.links),
    )


def name_anchor(desk: StoryDesk, number: int) -> str:
    """Where the entity of this number stands in the page."""
    return f"{desk.key}-n{number + 1}"


def names(desk: StoryDesk) -> dict[str, tuple[NameView, ...]]:
    """People, places and organisations, those that most accounts name first."""
    found: dict[str, list[NameView]] = {"person": [], "place": [], "organisation": []}
    for number, entity in enumerate(desk.synopsis.entities):
        view = _name(desk, entity, number)
        if view:
            found.setdefault(entity.kind, []).append(view)
    return {kind: tuple(sorted(views, key=lambda v: -v.count)) for kind, views in found.items()}
