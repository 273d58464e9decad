"""Invented sentences for the tests of the encoder."""

from __future__ import annotations

PAIRS = [
    ("The river rose two metres overnight and cut the town off from the railway.",
     "Der Fluss stieg über Nacht um zwei Meter und schnitt die Stadt von der Eisenbahn ab."),
    ("The minister resigned after the audit found invoices that nobody could explain.",
     "Ministern avgick efter att revisionen hittat fakturor som ingen kunde förklara."),
    ("A bakery on the harbour has won the national prize for rye bread.",
     "Une boulangerie du port a remporté le prix national du pain de seigle."),
    ("Teachers will strike on Monday unless the council pays their overtime.",
     "Opettajat menevät lakkoon maanantaina, ellei kunta maksa heidän ylitöitään."),
    ("Astronomers have found a small moon around the most distant known planet.",
     "Астрономы обнаружили маленькую луну у самой далёкой из известных планет."),
    ("The ferry company cancelled all sailings because of the storm.",
     "شركة العبارات ألغت جميع الرحلات بسبب العاصفة."),
    ("The court ordered the mine to clean the lake within five years.",
     "裁判所は鉱山に対し、五年以内に湖を浄化するよう命じた。"),
    ("Two climbers were rescued from the north face by helicopter.",
     "Doi alpiniști au fost salvați cu elicopterul de pe fața nordică."),
]  # fmt: skip

ODD = ["", " ", "\n\t", "a", "7", "👩‍👩‍👧", "\u0301", "ﷺ", "x" * 300, "...", "\ud800 half a pair", "\x00"]

SENTENCES = [sentence for pair in PAIRS for sentence in pair] + ODD
