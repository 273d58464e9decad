"""Machine translation that a person plugs in: packages of Argos, and a translator for tests.

Synoptic shows the parallel telling of another account where one tells the same in the reader's language;
what no account tells in it can be translated by a :class:`synoptic.ports.Translator`.  The words of a
source stay what they are: a translation stands beside them, and is called one.
"""
