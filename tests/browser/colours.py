"""Which texts of a page have colours that nobody looked at yet.

Contrast is what axe spends most of its time on, and most texts of a page are drawn as texts of
pages before it. So texts are told apart by all that their contrast comes from: how the text, what
it stands in and all that lies over and under it are drawn. Of each that is drawn alike one is
looked at; the others are passed over by that rule alone.
"""

from playwright.sync_api import Page

DRAWN = """
(() => {
  const ASPECTS = ['color', 'backgroundColor', 'backgroundImage', 'backgroundSize', 'opacity',
    'fontSize', 'fontWeight', 'textShadow', 'filter', 'mixBlendMode', 'clipPath', 'position',
    'visibility', 'webkitTextStroke', 'webkitTextFillColor', 'fill'];
  const drawn = new Map(), within = new Map();
  const asIs = style => ASPECTS.map(aspect => style[aspect]).join('/');
  const how = (one, before) => {
    const style = getComputedStyle(one, before);
    return before && ['none', 'normal'].includes(style.content) ? '' : asIs(style);
  };
  const look = one => {
    if (!drawn.has(one)) {
      drawn.set(one, [how(one), how(one, '::before'), how(one, '::after')].join('|'));
    }
    return drawn.get(one);
  };
  const around = one => {
    if (!one) return '';
    if (!within.has(one)) within.set(one, `${look(one)} < ${around(one.parentElement)}`);
    return within.get(one);
  };
  const written = one => [...one.childNodes].filter(
    node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const places = (one, texts) => {
    const found = texts.flatMap(text => {
      const range = document.createRange();
      range.selectNodeContents(text);
      return [...range.getClientRects()];
    });
    return found.length ? found : [...one.getClientRects()];
  };
  const seenThere = place => {
    const [x, y] = [place.x + place.width / 2, place.y + place.height / 2];
    return document.elementsFromPoint(x, y).map(look).join(' on ') || crypto.randomUUID();
  };
  const FIELDS = 'input, select, textarea, button';
  const signature = one => {
    const texts = written(one), isField = one.matches(FIELDS);
    if (!texts.length && !isField) return null;
    const words = texts.map(text => text.data.trim()).join('');
    const rests = one.closest(':disabled, [aria-disabled=true]')
      || one.closest('label')?.control?.disabled;
    const stacks = new Set(places(one, texts).map(seenThere));
    return [one.tagName, isField && one.type, words.length > 1, /[\\p{L}\\p{N}]/u.test(words),
      !!rests, isField && how(one, '::placeholder'), around(one), ...stacks].join('\\n');
  };
  return [...document.querySelectorAll('body *')]
    .map(one => [one, signature(one)]).filter(([, said]) => said);
})()
"""
TELL = f"""
() => {{
  const kinds = new Map();
  for (const [one, said] of {DRAWN}) {{
    delete one.dataset.colours;
    if (!kinds.has(said)) {{
      one.dataset.colours = kinds.size;
      kinds.set(said, kinds.size);
    }}
  }}
  return [...kinds.keys()];
}}
"""
LEAVE = """
fresh => {
  const wanted = new Set(fresh);
  for (const one of document.querySelectorAll('[data-colours]')) {
    if (!wanted.has(Number(one.dataset.colours))) delete one.dataset.colours;
  }
}
"""
ONLY_THOSE = "axe.configure({rules: [{id: 'color-contrast', selector: '[data-colours]'}]})"
"""For axe, once it is there: contrast is looked at where a text has our mark."""


class Colours:
    """The ways of drawing texts that were looked at."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def mark(self, page: Page) -> None:
        """Mark the texts of a page that are drawn in a way that was never looked at."""
        kinds: list[str] = page.evaluate(TELL)
        page.evaluate(LEAVE, [at for at, kind in enumerate(kinds) if kind not in self._known])
        self._known.update(kinds)
