"""Linear algebra on one processor, where the matrices are small.

Threads that wait for one another cost many times what a small product does: on two processors that
were busy otherwise, the entity head took eight times as long with two threads as with one.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

import numpy  # noqa: F401  # loads the library that the controller then finds
from threadpoolctl import ThreadpoolController

_BLAS = ThreadpoolController()


def one_thread() -> AbstractContextManager[object]:
    """A context in which numpy's products use one thread; what was set before is set again behind it."""
    limit: AbstractContextManager[object] = _BLAS.limit(limits=1, user_api="blas")
    return limit
