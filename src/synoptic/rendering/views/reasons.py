"""The reason of a verdict in the reader's language, the sources' words as they stand."""

from __future__ import annotations

import datetime

from synoptic import reasons
from synoptic.rendering.safe import isolated, one_line
from synoptic.rendering.views.story import StoryDesk
from synoptic.rendering.wording import Wording


def said(why: str, desk: StoryDesk) -> str:
    """A reason as it is shown; a line that no template of :mod:`synoptic.reasons` made, as it is."""
    reason = reasons.read(why)
    if reason is None:
        return one_line(why)
    wording, template = desk.wording, reason.template
    values = {name: _value(value, reason, name, desk) for name, value in reason.values.items()}
    if template.counting:
        count = reason.values[template.counting]
        assert isinstance(count, int)
        line = wording.count(template.message, template.many, count, **values)
    else:
        line = wording.say(template.message, **values)
    if reason.lead:
        line = wording.say("{lead}: {reason}", lead=wording.say(reason.lead.message), reason=line)
    return line


def _value(value: reasons.Value, reason: reasons.Reason, name: str, desk: StoryDesk) -> str:
    wording = desk.wording
    kind = reasons.KINDS[name]
    if isinstance(value, datetime.datetime):
        return wording.month_day(value, clock=reason.clock)
    if isinstance(value, int):
        return wording.number(value)
    if isinstance(value, str):
        return _quoted(value, wording)
    if kind == "accounts":
        return desk.signs(value) if all(i in desk.sigla for i in value) else ", ".join(map(one_line, value))
    if kind == "manners":
        return wording.listed([wording.say(manner) for manner in value], either=True)
    return wording.listed([_quoted(words, wording) for words in value])


def _quoted(words: str, wording: Wording) -> str:
    return wording.say("“{words}”", words=isolated(one_line(words)))
