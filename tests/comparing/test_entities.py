from __future__ import annotations

from collections.abc import Callable

import numpy as np

from synoptic.comparing.entities import link, united
from synoptic.comparing.knots import collect, features, left_over
from synoptic.comparing.told import Told, tell
from synoptic.types import Account, Article, Entity

Make = Callable[..., list[Account]]

SWEDISH = Article(
    id="sv",
    lang="sv",
    text="Statsminister Ida Holm besökte Siebenbürgen på måndagen. "
    "Hon talade med borgmästaren Petru Albu i Wien.",
)
ENGLISH = Article(
    id="en",
    lang="en",
    text="Prime Minister Ida Holm visited Transylvania on Monday. She spoke with Mayor Petru Albu in Vienna.",
)
RUSSIAN = Article(
    id="ru",
    lang="ru",
    text="Премьер-министр Ида Хольм посетила Трансильванию в понедельник. "
    "Она говорила с мэром Петру Албу в Вене.",
)
FRENCH = Article(
    id="fr",
    lang="fr",
    text="La Première ministre Ida Holm a visité la Transylvanie lundi. "
    "Elle s'est entretenue avec le maire Petru Albu à Vienne.",
)


def found(entities: tuple[Entity, ...], text: str) -> set[str]:
    """The forms of the one entity that is called so somewhere."""
    (entity,) = [e for e in entities if any(mention.text == text for mention in e.mentions)]
    return {mention.text for mention in entity.mentions}


def test_names_find_each_other_across_scripts_inflections_and_translations(make: Make) -> None:
    entities = link(tell(make(SWEDISH, ENGLISH, RUSSIAN, FRENCH))).entities
    assert {"Ida Holm", "Ида Хольм"} <= found(entities, "Ida Holm")
    assert {"Petru Albu", "Петру Албу"} <= found(entities, "Petru Albu")
    assert {"Wien", "Vienna", "Vienne"} <= found(entities, "Wien")
    assert {"Siebenbürgen", "Transylvania"} <= found(entities, "Siebenbürgen")


def test_entities_do_not_depend_on_the_order_of_accounts(make: Make) -> None:
    def partition(*articles: Article) -> set[frozenset[tuple[str, int]]]:
        return {
            frozenset((mention.article, mention.start) for mention in entity.mentions)
            for entity in link(tell(make(*articles))).entities
        }

    assert partition(SWEDISH, ENGLISH, RUSSIAN) == partition(RUSSIAN, SWEDISH, ENGLISH)


def test_every_mention_is_in_one_entity_and_stands_verbatim(make: Make) -> None:
    told = tell(make(SWEDISH, ENGLISH, FRENCH))
    linked = link(told)
    mentions = [mention for entity in linked.entities for mention in entity.mentions]
    assert len(mentions) == len(set(mentions)) == sum(len(a.marks.mentions) for a in told.accounts)
    texts = {account.id: account.article.text for account in told.accounts}
    assert all(texts[m.article][m.start : m.end] == m.text for m in mentions)
    assert set(linked.ids.values()) == {entity.id for entity in linked.entities}


def test_one_account_alone_is_linked_to_nothing(make: Make) -> None:
    told = tell(make(ENGLISH))
    items = collect(told)
    rows, columns, values = features(items, told.chance)
    assert len(rows) == len(columns) == len(values) == 0
    assert len(link(told).entities) == len(items.knots)


def test_a_slot_needs_passages_that_tell_the_same(make: Make) -> None:
    told: Told = tell(make(SWEDISH, ENGLISH, FRENCH))
    items = collect(told)
    apart = [[index] for index in range(len(items.knots))]
    nothing = np.zeros_like(told.chance)
    assert not left_over(items, np.eye(len(items.knots), dtype=np.bool_), nothing).any()
    assert united(items, apart, nothing) == apart
