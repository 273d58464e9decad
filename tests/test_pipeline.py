"""The whole way on the sample, with the real parts."""

import random
from dataclasses import replace

from tests.conftest import SAMPLES

import synoptic
from synoptic import codec, pipeline
from synoptic.settings import Settings
from synoptic.types import Article, Passage, Story, Synopses, Synopsis


def story_with(synopses: Synopses, article: str) -> Synopsis:
    return next(story for story in synopses.stories if article in story.accounts)


def spans(synopses: Synopses) -> list[Passage]:
    found: list[Passage] = []
    for story in synopses.stories:
        found.append(story.title)
        for statement in story.statements:
            found += [statement.gist, *statement.told_by]
        for compared in (*story.figures, *story.quotes):
            found += compared.tellings
        found += [figure.counted for figure in story.figures if figure.counted]
        found += [*story.dates, *story.credits]
        found += [mention for entity in story.entities for mention in entity.mentions]
    return found


def test_every_span_stands_verbatim_in_its_article(sample_run: pipeline.Run) -> None:
    texts = {article.id: article.text for article in sample_run.synopses.articles}
    found = spans(sample_run.synopses)
    assert len(found) > 500
    wrong = [span for span in found if texts[span.article][span.start : span.end] != span.text]
    assert wrong == []


def test_every_article_read_is_in_exactly_one_story(sample_run: pipeline.Run) -> None:
    told = [article for story in sample_run.synopses.stories for article in story.accounts]
    assert sorted(told) == [article.id for article in sample_run.synopses.articles]


def test_every_sentence_of_running_text_ends_in_a_statement(
    sample_run: pipeline.Run, parts: pipeline.Parts
) -> None:
    accounts = pipeline.account_for(sample_run.reading.articles, parts)
    told = {
        (t.article, t.start)
        for story in sample_run.synopses.stories
        for statement in story.statements
        for t in statement.told_by
    }
    for account in accounts:
        body = [s for s in account.marks.sentences if s.start >= account.article.body]
        silent = [
            s.text
            for s in body
            if any(map(str.isalnum, s.text))
            and not any(article == s.article and s.start <= start < s.end for article, start in told)
        ]
        assert silent == []


def test_the_accounts_of_an_event_are_one_story_in_seven_languages(sample_run: pipeline.Run) -> None:
    ferry = story_with(sample_run.synopses, "ferry-01-sv")
    assert {"sv", "fi", "en"} < set(ferry.languages)
    assert len(ferry.accounts) >= 6


def test_any_order_of_inputs_gives_the_same_bytes(parts: pipeline.Parts, settings: Settings) -> None:
    paths = sorted((SAMPLES / "gold").glob("*/articles.jsonl"))
    straight = pipeline.run(paths, parts, settings).synopses
    random.Random(3).shuffle(paths)
    reading = pipeline.read(paths)
    articles = list(reading.articles)
    random.Random(4).shuffle(articles)
    accounts = pipeline.account_for(articles, parts)
    shuffled = pipeline.compare(accounts, pipeline.group(accounts, window_days=settings.window_days))
    assert codec.to_json(shuffled) == codec.to_json(straight)


def test_the_python_face_gives_what_the_pipeline_gives(sample_run: pipeline.Run) -> None:
    assert synoptic.compare([SAMPLES / "news"]) == sample_run.synopses


def test_one_account_alone_is_a_story(parts: pipeline.Parts, settings: Settings) -> None:
    reading = pipeline.read([SAMPLES / "gold" / "distractors.jsonl"])
    accounts = pipeline.account_for(reading.articles[:1], parts)
    grouping = pipeline.group(accounts, window_days=settings.window_days)
    (story,) = pipeline.compare(accounts, grouping).stories
    assert story.accounts == (reading.articles[0].id,)
    assert {statement.outlets for statement in story.statements} == {1}
    assert story.copies == ()


def test_an_article_of_one_word_is_told(parts: pipeline.Parts) -> None:
    reading = pipeline.read([SAMPLES / "gold" / "distractors.jsonl"])
    word = replace(reading.articles[0], id="word", text="Hej", title=None)
    accounts = pipeline.account_for([word], parts)
    (story,) = pipeline.compare(accounts, pipeline.group(accounts)).stories
    assert story.title.text == "Hej"


def test_accounts_without_quotes_figures_or_names_are_compared(parts: pipeline.Parts) -> None:
    texts = ("Det regnade hela natten och vägen blev hal.", "It rained all night and the road was slippery.")
    articles = [
        Article(id=f"a{n}", text=text, lang=lang)
        for n, (text, lang) in enumerate(zip(texts, ("sv", "en"), strict=True))
    ]
    accounts = pipeline.account_for(articles, parts)
    story = pipeline.compare_story(Story(id="story:a0", accounts=("a0", "a1")), accounts)
    assert (story.figures, story.quotes, story.entities) == ((), (), ())
    assert [len(statement.told_by) for statement in story.statements] == [2]


def test_an_account_without_a_sentence_is_compared(parts: pipeline.Parts) -> None:
    articles = [Article(id="a", text="…", lang="sv"), Article(id="b", text="Bron är stängd.", lang="sv")]
    accounts = pipeline.account_for(articles, parts)
    story = pipeline.compare_story(Story(id="story:a", accounts=("a", "b")), accounts)
    assert [telling.article for s in story.statements for telling in s.told_by] == ["b"]
