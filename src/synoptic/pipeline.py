"""The run, read top to bottom: read, mark, group, compare."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from synoptic.blas import one_thread
from synoptic.comparing.sampling import LARGEST
from synoptic.comparing.synopsis import compare_story
from synoptic.encoding.space import space
from synoptic.grouping.corrections import Corrections, apply, read_corrections
from synoptic.grouping.stories import Grouping, group
from synoptic.languages import profile
from synoptic.marking.marks import mark
from synoptic.marking.sentences import sentences
from synoptic.ports import Encoder, Engine, Progress, Vectors, silent
from synoptic.reading import NO_COLUMNS, read
from synoptic.reading.fetching.options import Fetching
from synoptic.settings import Settings
from synoptic.types import Account, Article, Encoding, Marks, Note, Passage, Reading, Synopses

# Sentences are encoded in portions of this size, so that progress shows; the vectors do not
# depend on it.
PORTION = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a run works with.

    ``encoder`` gives the vectors and states that are compared, ``name_encoder`` those that the
    entity head reads, ``engine`` runs what can run side by side.
    """

    encoder: Encoder
    name_encoder: Encoder
    engine: Engine


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run gave: what was read, what was found in it, and what it was made with."""

    reading: Reading
    synopses: Synopses
    made_by: Mapping[str, str]


def run(
    paths: Iterable[str | os.PathLike[str]],
    parts: Parts,
    settings: Settings,
    progress: Progress = silent,
    columns: Mapping[str, str] = NO_COLUMNS,
) -> Run:
    """Reads the inputs and compares the accounts of every story in them.

    ``columns`` are the columns of tables that hold fields, as :func:`synoptic.reading.read` takes them.

    Raises:
        SettingsError: the file of corrections cannot be read or makes no sense.
    """
    taken = corrections_of(settings)
    reading = read_inputs(paths, settings, progress, columns, vectors_of(parts.encoder))
    accounts = account_for(reading.articles, parts, progress)
    grouping = grouped(accounts, settings, taken)
    made_by = {
        "Synoptic": version("synoptic-news"),
        "Encoder": parts.encoder.name,
        "Encoder for names": parts.name_encoder.name,
        "Days between accounts of one event, at most": f"{settings.window_days:g}",
    }
    synopses = compare(accounts, grouping, progress)
    reading = replace(reading, notes=(*reading.notes, *sampled(synopses)))
    return Run(reading=reading, synopses=synopses, made_by=made_by)


def sampled(synopses: Synopses) -> tuple[Note, ...]:
    """What a person should know of stories that have too many accounts to be compared in full."""
    return tuple(
        Note(
            source=story.title.text,
            why=f"{len(story.accounts)} accounts: {LARGEST} were compared in full, passages of the others "
            "put to the nearest statements; figures, quotes and copies of these were not compared",
        )
        for story in synopses.stories
        if len(story.accounts) > LARGEST
    )


def read_inputs(
    paths: Iterable[str | os.PathLike[str]],
    settings: Settings,
    progress: Progress = silent,
    columns: Mapping[str, str] = NO_COLUMNS,
    vectors: Vectors | None = None,
) -> Reading:
    """Reads files and addresses as the settings say; ``vectors`` are asked where pages may hold others."""
    return read(
        paths,
        lang=settings.lang,
        fetching=Fetching.of(settings),
        columns=columns,
        vectors=vectors if settings.split_by_meaning else None,
        progress=progress,
    )


def vectors_of(encoder: Encoder) -> Vectors:
    """Texts to vectors in the space in which meaning is compared."""
    return lambda texts: space(encoder.dimensions).vectors(encoder.encode(texts))


def corrections_of(settings: Settings) -> Corrections:
    """The corrections in the file that the settings name.

    Raises:
        SettingsError: the file cannot be read or makes no sense.
    """
    return Corrections() if settings.corrections is None else read_corrections(Path(settings.corrections))


def grouped(accounts: Sequence[Account], settings: Settings, taken: Corrections) -> Grouping:
    """The stories of accounts, corrected."""
    found = group(accounts, window_days=settings.window_days)
    return apply(found, taken, [account.article for account in accounts])


def account_for(
    articles: Sequence[Article], parts: Parts, progress: Progress = silent
) -> tuple[Account, ...]:
    """Every article with its marks and encodings, in the order given."""
    split = [sentences(article, profile(article.lang)) for article in articles]
    encodings = encode(split, parts.encoder, "encode", progress)
    marks = mark_all(articles, split, parts, progress)
    return tuple(
        Account(article=article, marks=found, encodings=encoded)
        for article, found, encoded in zip(articles, marks, encodings, strict=True)
    )


def mark_all(
    articles: Sequence[Article],
    split: Sequence[Sequence[Passage]],
    parts: Parts,
    progress: Progress = silent,
) -> list[Marks]:
    """The marks of every article, in the order given."""
    encodings = encode(split, parts.name_encoder, "names", progress)
    found = []
    work = list(zip(articles, split, encodings, strict=True))
    progress("mark", 0, len(work))
    for marks in parts.engine.map(_mark_one, work):
        found.append(marks)
        progress("mark", len(found), len(work))
    return found


def _mark_one(work: tuple[Article, Sequence[Passage], Sequence[Encoding]]) -> Marks:
    return mark(*work)


def encode(
    split: Sequence[Sequence[Passage]], encoder: Encoder, stage: str, progress: Progress = silent
) -> list[tuple[Encoding, ...]]:
    """The encodings of each article's sentences."""
    texts = [passage.text for passages in split for passage in passages]
    encodings: list[Encoding] = []
    progress(stage, 0, len(texts))
    for start in range(0, len(texts), PORTION):
        encodings += encoder.encode(texts[start : start + PORTION])
        progress(stage, len(encodings), len(texts))
    remaining = iter(encodings)
    return [tuple(next(remaining) for _ in passages) for passages in split]


def compare(accounts: Sequence[Account], grouping: Grouping, progress: Progress = silent) -> Synopses:
    """The synopsis of every story, in the order of the grouping."""
    by_id = {account.id: account for account in accounts}
    stories = []
    progress("compare", 0, len(grouping.stories))
    for story in grouping.stories:
        with one_thread():
            stories.append(compare_story(story, [by_id[article] for article in story.accounts]))
        progress("compare", len(stories), len(grouping.stories))
    articles = sorted((account.article for account in accounts), key=lambda article: article.id)
    return Synopses(articles=tuple(articles), stories=tuple(stories), storylines=grouping.storylines)
