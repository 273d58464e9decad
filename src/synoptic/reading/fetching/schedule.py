"""Many addresses: hosts side by side, each host one request at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from synoptic.errors import FetchError
from synoptic.reading.fetching.fetcher import Fetched, Fetcher
from synoptic.reading.fetching.urls import parsed


def fetch_all(fetcher: Fetcher, addresses: Iterable[str]) -> Iterator[tuple[str, Fetched | FetchError]]:
    """Every address with what stands there or why not, each as soon as it is there.

    No more answers than hosts asked at a time wait in memory for whoever reads them.
    """
    waiting: dict[str, deque[str]] = {}
    for address in addresses:
        try:
            host = parsed(address).host
        except FetchError as error:
            yield address, error
            continue
        waiting.setdefault(host, deque()).append(address)
    running: dict[Future[Fetched], tuple[str, str]] = {}
    pool = ThreadPoolExecutor(max_workers=max(1, fetcher.options.hosts), thread_name_prefix="fetch")
    try:
        while waiting or running:
            _start(pool, fetcher, waiting, running)
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                host, address = running.pop(future)
                if not waiting[host]:
                    del waiting[host]
                try:
                    yield address, future.result()
                except FetchError as error:
                    yield address, error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _start(
    pool: ThreadPoolExecutor,
    fetcher: Fetcher,
    waiting: dict[str, deque[str]],
    running: dict[Future[Fetched], tuple[str, str]],
) -> None:
    """Asks hosts that are not being asked, as many as may be at a time."""
    busy = {host for host, _ in running.values()}
    for host, queue in waiting.items():
        if len(running) >= fetcher.options.hosts:
            return
        if host not in busy and queue:
            address = queue.popleft()
            running[pool.submit(fetcher.fetch, address)] = (host, address)
