"""All marks of one article."""

from __future__ import annotations

from collections.abc import Sequence

from synoptic.languages import profile
from synoptic.marking.credits import credits
from synoptic.marking.datelines import with_dateline
from synoptic.marking.dates import dates
from synoptic.marking.entities import entities
from synoptic.marking.figures import figures
from synoptic.marking.quotes import quotes
from synoptic.marking.reported import reported
from synoptic.marking.speech import Speech
from synoptic.types import Article, Encoding, Marks, Passage


def mark(article: Article, sentences: Sequence[Passage], encodings: Sequence[Encoding]) -> Marks:
    """The marks of an article.

    ``sentences`` are its sentences and ``encodings`` theirs by the encoder that the entity head
    was trained on, in the same order.
    """
    language = profile(article.lang)
    mentions = entities(article, sentences, encodings, language)
    found_dates = dates(article, sentences, language)
    heard = Speech(article, sentences, mentions, language)
    speech = quotes(article, sentences, mentions, language, heard)
    speech += reported(article, sentences, mentions, language, heard)
    found_credits = credits(article, sentences, mentions, language)
    added = with_dateline(article, mentions, found_dates, found_credits)
    return Marks(
        article=article.id,
        sentences=tuple(sentences),
        mentions=added.mentions,
        quotes=tuple(sorted(speech, key=lambda quote: (quote.start, quote.end))),
        figures=figures(article, sentences, added.dates, language),
        dates=added.dates,
        credits=added.credits,
    )
