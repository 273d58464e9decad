"""Who does not tell a statement, and why that may be so."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from synoptic.types import Account, Silence, Silent

# An account of so few sentences is a notice or the start of an article, not the whole of one.
FEWEST = 3
CUT_OFF = ("…", "...", "…]", "...]")


def silent(accounts: Sequence[Account], tellers: Collection[str]) -> tuple[Silent, ...]:
    """The accounts outside ``tellers``, in the order given, each with the reason that fits first."""
    times = [account.article.time for account in accounts if account.id in tellers]
    known = [time for time in times if time is not None]
    first = min(known) if known and len(known) == len(times) else None
    found = []
    for account in accounts:
        if account.id in tellers:
            continue
        time = account.article.time
        why: Silence = "omits"
        if first is not None and time is not None and time < first:
            why = "earlier"
        elif is_cut_off(account):
            why = "truncated"
        found.append(Silent(article=account.id, why=why))
    return tuple(found)


def is_cut_off(account: Account) -> bool:
    """Whether the text is a teaser, breaks off, or is too short to be the whole."""
    text = account.article.text.rstrip()
    body = [s for s in account.marks.sentences if s.start >= account.article.body]
    return account.article.role == "teaser" or text.endswith(CUT_OFF) or len(body) < FEWEST
