"""What the tests in Chromium share: opening a page, and finding words that stand over one another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

CHROMIUM = Path("/usr/bin/chromium")

#: Every pair of pieces of visible text whose boxes cross.  Lines may be set closer than their boxes are
#: high, so a box counts by its middle part; what a box scrolls or clips away is not seen.
CROSSING = """() => {
  const seen = [], clipped = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const clip = element => {
    if (!element) return { left: -1e9, right: 1e9, top: -1e9, bottom: 1e9 };
    if (clipped.has(element)) return clipped.get(element);
    const outer = clip(element.parentElement), style = getComputedStyle(element);
    const cuts = /hidden|auto|scroll|clip/.test(style.overflowX) && style.display !== "inline";
    const box = element.getBoundingClientRect();
    const own = cuts && element !== document.body
      ? { left: Math.max(outer.left, box.left), right: Math.min(outer.right, box.right),
          top: Math.max(outer.top, box.top), bottom: Math.min(outer.bottom, box.bottom) } : outer;
    clipped.set(element, own);
    return own;
  };
  const unseen = ".hidden, .skip, .pin, script, style, option, symbol";
  const seenBy = { contentVisibilityAuto: true, visibilityProperty: true };
  for (let node; (node = walker.nextNode());) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest(unseen) || !parent.checkVisibility(seenBy)) continue;
    const cut = clip(parent), range = document.createRange();
    range.selectNodeContents(node);
    for (const r of range.getClientRects()) {
      const high = r.height * 0.3;
      const box = { left: Math.max(r.left, cut.left) + 1, right: Math.min(r.right, cut.right) - 1,
                    top: Math.max(r.top + high, cut.top), bottom: Math.min(r.bottom - high, cut.bottom),
                    node, text: node.data.trim().slice(0, 40) };
      if (box.right > box.left && box.bottom > box.top) seen.push(box);
    }
  }
  seen.sort((a, b) => a.top - b.top);
  const found = [];
  seen.forEach((one, n) => {
    for (let k = n + 1; k < seen.length && seen[k].top < one.bottom; k++) {
      const other = seen[k], both = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      if (other.node !== one.node && both > 2)
        found.push([one.text, other.text, Math.round(one.left), Math.round(one.top + scrollY)]);
    }
  });
  return found.slice(0, 12);
}"""


def opened(browser: Any, url: str, width: int = 1480, **context: Any) -> tuple[Any, list[str]]:
    """A page, and everything that it complains of or asks for."""
    page = browser.new_page(viewport={"width": width, "height": 1000}, **context)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on(
        "request", lambda request: said.append(request.url) if not request.url.startswith("file:") else None
    )
    page.goto(url)
    return page, said


def unfolded(page: Any) -> None:
    """Opens everything that is folded."""
    page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true })")


def crossing(page: Any) -> list[list[Any]]:
    """Pieces of text that stand over one another."""
    found: list[list[Any]] = page.evaluate(CROSSING)
    return found


def wider(page: Any) -> int:
    """By how many pixels the page is wider than its window."""
    over: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return over
