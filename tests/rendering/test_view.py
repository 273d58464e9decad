from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import invented
from hypothesis import given
from hypothesis import strategies as st

from synoptic.rendering.view import StoryView, run_view
from synoptic.rendering.views.findings import DIFFERS, LATER
from synoptic.rendering.views.story import around, runs, siglum
from synoptic.types import Article, Date, Entity, Passage, Statement, Synopses, Synopsis, Telling


def story(lang: str = "en") -> StoryView:
    return run_view(invented.synopses(), lang=lang).stories[0]


def test_sigla_go_on_after_z() -> None:
    assert [siglum(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_three_sigla_in_a_row_are_a_run() -> None:
    assert runs([0, 1, 2, 4, 6, 7]) == "A–C, E, G, H"


def test_sections_count_who_tells() -> None:
    kinds = {s.kind: [r.statement.id for r in s.rows] for s in story().sections}
    assert kinds["all"] == ["s-theft"]
    assert set(kinds["most"]) == {"s-worth", "s-guards"}
    # Four hold the quote, one of them altered: three tell it.
    assert "s-quote" in kinds["some"]
    # Three hold it, one unclear: two tell it.
    assert set(kinds["two"]) == {"s-visitors", "s-arrests"}
    assert len(kinds["once"]) == 5
    numbers = [r.number for s in story().sections for r in s.rows]
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_telling_and_silence_is_in_its_cell() -> None:
    view = story()
    for row in view.rows.values():
        told = {t.article for t in row.statement.told_by}
        assert {c.siglum for c in row.cells if c.tellings} == {
            a.siglum for a in view.accounts if a.article.id in told
        }
    arrests = view.rows["s-arrests"]
    assert [c.silence for c in arrests.cells] == ["earlier"] * 5 + ["", "", "truncated"]


def test_words_of_the_readers_language_lead() -> None:
    assert story("en").headline.lang == "en"
    assert story("fi").headline.text == "Kolme pidätetty Karsholmin viuluvarkaudesta"
    assert story("fi").rows["s-theft"].gist.lang == "fi"
    assert story("el").headline.lang == "sv"


def test_odd_ones_are_told_where_they_are_told() -> None:
    view = story()
    worth = view.rows["s-worth"]
    assert [(f.verdict, f.odd) for f in worth.findings] == [("disagree", "D"), ("not_comparable", "G")]
    french = next(t for t in worth.tellings if t.siglum == "D")
    assert french.finding is not None
    assert french.finding.verdict == "disagree"
    assert ("5 millions d’euros", True) in french.parts
    assert "".join(text for text, _ in french.parts) == french.words.text
    assert [f.verdict for f in view.rows["s-quote"].findings] == ["altered"]
    doors = next(t for t in view.rows["s-doors"].tellings if t.siglum == "C")
    assert doors.finding is not None
    assert doors.finding.verdict == "other_speaker"


def test_the_largest_story_is_first_and_single_accounts_last() -> None:
    run = run_view(invented.synopses())
    assert [s.id for s in run.stories] == ["violins"]
    assert [s.id for s in run.singles] == ["trial"]
    assert [[s.id for s in line.stories] for line in run.lines] == [["violins", "trial"]]


def test_the_order_of_the_input_makes_no_difference() -> None:
    run = invented.synopses()
    turned = replace(run, articles=run.articles[::-1], stories=run.stories[::-1])
    assert _told(run) == _told(turned)
    assert run_view(run).stories == run_view(turned).stories


def _told(run: Synopses) -> list[tuple[str, str]]:
    return [(s.key, s.id) for s in run_view(run).stories + run_view(run).singles]


def test_origins_hold_every_account_once() -> None:
    view = story()
    assert sorted(a.siglum for o in view.sources.origins for a in o) == [a.siglum for a in view.accounts]
    assert [a.siglum for a in view.sources.origins[0]] == ["A", "E"]
    assert view.copies == {"D": "in part after B", "E": "translates A"}


def test_a_quote_is_measured_on_another_version_in_its_language() -> None:
    from synoptic.rendering.views.differences import differing

    parts = differing("We never warned the company", "We warned the company")
    assert parts == (("We ", False), ("never", True), (" warned the company", False))
    assert differing("警告公司", "从未警告公司") == (("警告公司", False),)


def test_context_is_the_rest_of_the_sentence() -> None:
    text = "One. The dam, of 3.4 m, broke. Two."
    start = text.index("of 3.4")
    assert around(text, start, start + 8) == ("The dam, ", ", broke.")
    assert around(text, 5, 30) == ("", "")
    assert around("头一句。第二句很长。", 4, 7) == ("", "很长。")


def test_an_account_without_a_headline_is_known_by_how_it_begins() -> None:
    assert [a.begins for a in story().accounts if a.begins] == ["Twelve violins gone in Karsholm."]


def test_a_strip_has_a_stroke_for_every_statement_that_an_account_tells() -> None:
    view = story()
    for account in view.accounts:
        strip = view.strips[account.siglum]
        strokes = strip.told.count("M") + strip.differs.count("M") + strip.later.count("M")
        cells = [c for s in view.sections if s.kind != "once" for r in s.rows for c in r.cells]
        assert strokes == sum(c.siglum == account.siglum and bool(c.tellings) for c in cells)
    assert view.strips["D"].differs
    assert view.strips["G"].later


def test_rows_that_one_sentence_leads_are_told_apart() -> None:
    run = invented.synopses()
    violins = next(s for s in run.stories if s.id == "violins")
    theft = next(s for s in violins.statements if s.id == "s-theft")
    again = replace(theft, id="s-again")
    made = replace(violins, statements=(*violins.statements, again))
    rows = run_view(replace(run, stories=(made,)), lang="sv").stories[0].rows
    first, second = sorted((rows["s-theft"], rows["s-again"]), key=lambda row: row.number)
    assert first.gist == second.gist
    assert first.also is None
    assert second.also is not None
    assert second.also.siglum != second.gist.siglum


def test_foreign_passages_have_their_parallel_in_the_readers_language() -> None:
    view = story("en")
    parallels = {
        text.account.siglum: [w.text for p in text.paragraphs for c in p for _, w in c.parallels]
        for text in view.texts
    }
    assert "Twelve violins were stolen overnight from the museum of music in Karsholm." in parallels["A"]
    assert parallels["C"] == []
    # What no English account tells has none.
    assert not any("逮捕" in text for texts in parallels.values() for text in texts)


def test_credits_of_one_source_stand_together_however_it_is_written() -> None:
    run = invented.synopses()
    violins = next(s for s in run.stories if s.id == "violins")
    spelt = ("Agentur Nordtext", "Nordtext", "Nordtext")
    made = tuple(
        replace(c, source=name, entity="e4") for c, name in zip(violins.credits[:3], spelt, strict=True)
    )
    view = run_view(replace(run, stories=(replace(violins, credits=made),)), lang="en").stories[0]
    assert [(s.name, s.accounts) for s in view.sources.sources] == [("Nordtext", "B–D")]


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=12)


@given(st.text(alphabet="ab \n.م漢", min_size=1, max_size=60), SPANS, SPANS, st.integers(0, 10))
def test_articles_are_shown_whole_and_every_mark_can_be_reached(
    text: str, told: list[tuple[int, int]], named: list[tuple[int, int]], title: int
) -> None:
    article = Article(id="a", text=text, title=text[:title].strip() or None, lang="en")

    def passages(spans: list[tuple[int, int]]) -> list[Passage]:
        return [article.passage(s, min(s + n, len(text))) for s, n in spans if s < len(text)]

    tellings = [
        Telling(article="a", start=p.start, end=p.end, text=p.text, similarity=1) for p in passages(told)
    ]
    statements = tuple(Statement(id=f"s{n}", gist=t, told_by=(t,)) for n, t in enumerate(tellings))
    entity = Entity(id="e", name="x", kind="person", mentions=tuple(passages(named)))
    made = Synopsis(id="s", title=article.passage(0, 0), accounts=("a",), languages=("en",), first=None,
                    last=None, statements=statements, entities=(entity,))  # fmt: skip
    view = run_view(Synopses(articles=(article,), stories=(made,))).singles[0]
    shown = view.texts[0]
    chunks = [*shown.title, *(c for p in shown.paragraphs for c in p)]
    words = "".join(s.text for c in chunks for s in c.segments)
    assert "".join(words.split()) == "".join(text.split())
    anchors = [c.anchor for c in chunks if c.anchor] + [
        s.anchor for c in chunks for s in c.segments if s.anchor
    ]
    assert len(anchors) == len(set(anchors))
    for row in view.once:
        if row.gist.text:
            assert row.gist.href in anchors
    for name in view.names["person"]:
        assert all(form.words.href in anchors for form in name.forms)


def test_what_is_disputed_stands_before_what_as_many_agree_on() -> None:
    run = invented.synopses()
    rows = [row for section in run_view(run, lang="en").stories[0].sections for row in section.rows]
    shared = [row for row in rows if len({t.siglum for t in row.tellings}) > 1]
    plain = [sum(t.standing == "tells" for t in row.statement.told_by) for row in shared]
    assert plain == sorted(plain, reverse=True)
    for before, after in pairwise(shared):
        alike = [
            (sum(t.standing == "tells" for t in r.statement.told_by), r.origins) for r in (before, after)
        ]
        disputed = [any(f.verdict in DIFFERS | LATER for f in r.findings) for r in (before, after)]
        assert alike[0] != alike[1] or disputed[0] >= disputed[1]


def test_what_one_alone_tells_begins_with_what_can_be_checked() -> None:
    run = invented.synopses()
    story = max(run.stories, key=lambda story: len(story.accounts))
    last = run_view(run, lang="en").stories[0].glance.once[-1].statement.told_by[0]
    dated = Date(
        article=last.article,
        start=last.start,
        end=last.end,
        text=last.text,
        iso="2025-03-04",
        precision="day",
    )
    marked = replace(run, stories=(replace(story, dates=(*story.dates, dated)),))
    before, after = (run_view(found, lang="en").stories[0].glance.once for found in (run, marked))
    # One says "on Thursday"; what is dated now comes behind it, before all that gives nothing to check.
    assert "torstaina" in before[0].gist.text
    assert [row.gist.text for row in after[:2]] == [before[0].gist.text, last.text]
    assert [row.gist.text for row in after[2:]] == [row.gist.text for row in before[1:-1]]
