from __future__ import annotations

import logging
import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.encoding import LocalEncoder, open_encoder
from synoptic.encoding.cache import FILE_NAME, EncodingCache, pack, unpack
from synoptic.types import Encoding

from .sentences import SENTENCES
from .test_encoder import as_bytes


def some_encoding(seed: int, count: int = 5, dimensions: int = 16) -> Encoding:
    random = np.random.default_rng(seed)
    return Encoding(
        vector=random.normal(size=dimensions).astype(np.float32),
        pieces=random.integers(0, 99, (count, 2), np.int32),
        states=random.integers(-127, 128, (count, dimensions), np.int8),
        scales=random.random((count, 1), np.float32),
    )


@given(seed=st.integers(0, 2**32 - 1), count=st.integers(0, 30), dimensions=st.integers(1, 40))
def test_packed_and_back(seed: int, count: int, dimensions: int) -> None:
    encoding = some_encoding(seed, count, dimensions)
    back = unpack(pack(encoding))
    assert back is not None
    assert as_bytes(back) == as_bytes(encoding)


@given(place=st.integers(0, 10**6), change=st.integers(1, 255), cut=st.integers(0, 50))
def test_damaged_bytes_are_noticed(place: int, change: int, cut: int) -> None:
    packed = bytearray(pack(some_encoding(1)))
    if cut:
        assert unpack(bytes(packed[:-cut])) is None
    packed[place % len(packed)] ^= change
    assert unpack(bytes(packed)) is None


def test_kept_encodings_are_the_same_bytes(encoder: LocalEncoder, cache_dir: Path, tmp_path: Path) -> None:
    fresh = [as_bytes(encoding) for encoding in encoder.encode(SENTENCES)]
    first = open_encoder(cache_dir=cache_dir, cache_megabytes=0)
    first.keep_encodings(tmp_path / FILE_NAME, 100)
    assert [as_bytes(encoding) for encoding in first.encode(SENTENCES)] == fresh
    first.close()
    second = open_encoder(cache_dir=cache_dir, cache_megabytes=0)
    second.keep_encodings(tmp_path / FILE_NAME, 100)
    second._model = None  # nothing may be computed now
    assert [as_bytes(encoding) for encoding in second.encode(SENTENCES * 2)] == fresh * 2


def test_another_maker_meets_nothing(tmp_path: Path) -> None:
    EncodingCache(tmp_path / FILE_NAME, "one", 10).put({"text": some_encoding(1)})
    assert EncodingCache(tmp_path / FILE_NAME, "other", 10).get(["text"]) == {}
    assert set(EncodingCache(tmp_path / FILE_NAME, "one", 10).get(["text", "else"])) == {"text"}


def test_no_file_where_none_is_wanted(encoder: LocalEncoder, cache_dir: Path) -> None:
    encoder.encode(["The river rose."])
    assert not (cache_dir / FILE_NAME).exists()


def test_size_is_bounded_and_the_newest_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = EncodingCache(tmp_path / FILE_NAME, "maker", 1)
    clock = iter(range(1_000_000, 2_000_000, 10_000))
    monkeypatch.setattr("synoptic.blobs.time.time", lambda: next(clock))
    for batch in range(12):
        cache.put({f"{batch}/{n}": some_encoding(n, 40, 384) for n in range(20)})
        assert "0/0" in cache.get(["0/0"])  # used again and again, so it stays
    assert len(cache.get([f"11/{n}" for n in range(20)])) == 20
    assert cache.get(["0/1", "1/0"]) == {}
    cache.close()
    assert (tmp_path / FILE_NAME).stat().st_size <= 1_000_000


@pytest.mark.parametrize("damage", ["noise", "cut", "middle"])
def test_damaged_file_is_replaced_with_a_warning(
    tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / FILE_NAME
    texts = [f"text {n}" for n in range(200)]
    cache = EncodingCache(path, "maker", 100)
    cache.put({text: some_encoding(n, 20, 64) for n, text in enumerate(texts)})
    cache.close()
    whole = path.read_bytes()
    half = len(whole) // 2
    broken = {
        "noise": os.urandom(len(whole)),
        "cut": whole[:half],
        "middle": whole[:4096] + os.urandom(half) + whole[4096 + half :],
    }
    path.write_bytes(broken[damage])
    cache = EncodingCache(path, "maker", 100)
    with caplog.at_level(logging.WARNING):
        assert cache.get(texts) == {}
    assert "damaged" in caplog.text
    cache.put({"text": some_encoding(1)})
    assert set(cache.get(["text"])) == {"text"}


def test_damaged_row_is_not_given(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    cache = EncodingCache(path, "maker", 100)
    cache.put({"sound": some_encoding(1), "hurt": some_encoding(2)})
    key = cache._key("hurt")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE encodings SET packed = zeroblob(100) WHERE key = ?", (key,))
    connection.close()
    assert set(cache.get(["sound", "hurt"])) == {"sound"}


def test_place_that_cannot_be_written_costs_no_results(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = EncodingCache(tmp_path / "file" / FILE_NAME, "maker", 10)
    cache.put({"text": some_encoding(1)})
    assert cache.get(["text"]) == {}
    assert len([record for record in caplog.records if "without the cache" in record.getMessage()]) == 1


def test_many_threads(tmp_path: Path) -> None:
    cache = EncodingCache(tmp_path / FILE_NAME, "maker", 100)
    wrong: list[int] = []

    def work(number: int) -> None:
        for n in range(30):
            cache.put({f"{number}/{n}": some_encoding(n)})
            if as_bytes(cache.get([f"{number}/{n}"])[f"{number}/{n}"]) != as_bytes(some_encoding(n)):
                wrong.append(n)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


_WRITER = """
import sys
import numpy as np
from pathlib import Path
from synoptic.encoding.cache import EncodingCache
from synoptic.types import Encoding
cache = EncodingCache(Path(sys.argv[1]), "maker", 100)
one = Encoding(vector=np.ones(8, np.float32), pieces=np.zeros((1, 2), np.int32),
               states=np.zeros((1, 8), np.int8), scales=np.ones((1, 1), np.float32))
for n in range(100):
    cache.put({f"{sys.argv[2]}/{n}": one})
"""


def test_many_processes(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    writers = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(path), str(n)], stderr=subprocess.PIPE)
        for n in range(3)
    ]
    for writer in writers:
        _, errors = writer.communicate(timeout=120)
        assert writer.returncode == 0
        assert errors == b""
    assert (
        len(EncodingCache(path, "maker", 100).get([f"{w}/{n}" for w in range(3) for n in range(100)])) == 300
    )
