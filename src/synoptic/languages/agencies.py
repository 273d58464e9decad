"""News agencies and outlets that stories are credited to, read from ``agencies.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from synoptic.languages.tables import read_table

_FILE = "agencies.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSource:
    """An agency or outlet: its name, the country of its seat, its names in the press.

    ``country`` is an ISO 3166 code; ``forms`` stand in texts exactly as written, case and all.
    """

    name: str
    country: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    sources: str
    licence: str
    agency: Mapping[str, NamedSource] = field(default_factory=dict)
    outlet: Mapping[str, NamedSource] = field(default_factory=dict)


@cache
def named_sources() -> Mapping[str, tuple[Literal["agency", "outlet"], NamedSource]]:
    """Every known form of a name, with the kind of its source and the source.

    Raises:
        LanguageDataError: the table breaks its schema.
    """
    table = read_table(_FILE, _Table)
    forms: dict[str, tuple[Literal["agency", "outlet"], NamedSource]] = {}
    for source in table.outlet.values():
        forms.update((form, ("outlet", source)) for form in source.forms)
    for source in table.agency.values():
        forms.update((form, ("agency", source)) for form in source.forms)
    return forms
