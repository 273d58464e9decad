from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from synoptic.reading.fetching.fetcher import Fetcher
from synoptic.reading.fetching.network import resolve
from synoptic.reading.fetching.options import Fetching

from .site import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


@pytest.fixture
def fetcher() -> Iterator[Callable[..., Fetcher]]:
    """Makes fetchers that may ask this machine, with short bounds; all are closed in the end."""
    with ExitStack() as stack:

        def make(**changes: object) -> Fetcher:
            resolver = changes.pop("resolver", resolve)
            options = {"allow_private": True, "delay": 0.0, "timeout": 2.0, "largest": 1_000_000, **changes}
            return stack.enter_context(Fetcher(Fetching(**options), resolver=resolver))  # type: ignore[arg-type]

        yield make
