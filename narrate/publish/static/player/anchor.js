// Finds the narration's sentences in text that is already there, across inline tags, without touching it.

const SPACE = /\s/;
const INVISIBLE = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/;
const COMBINING = /\p{M}/u;
const ALIKE = new Map([..."“”„‟«»″"].map((sign) => [sign, '"'])
  .concat([..."‘’‚‛‹›′`"].map((sign) => [sign, "'"]))
  .concat([..."‐‑‒–—―−"].map((sign) => [sign, "-"])));
const SILENT = "script, style, noscript, template, textarea, select, button, svg, math, audio, video, iframe, object," +
  " [hidden], [aria-hidden=true], narrate-player, sup a, sup:has(a)";
const INLINE = /^(A|ABBR|ACRONYM|B|BDI|BDO|CITE|CODE|DATA|DEL|DFN|EM|FONT|I|INS|KBD|LABEL|MARK|Q|RUBY|S|SAMP|SMALL|SPAN|STRIKE|STRONG|SUB|SUP|TIME|TT|U|VAR|WBR)$/;
/** A sentence of fewer letters is looked for between its neighbours only: "Yes." stands everywhere. */
const DISTINCT = 30;
/** How far behind the last certain sentence the others may stand. */
const REACH = 4000;

/** Text with one way of writing spaces, quotes and dashes, and where each of its characters came from. */
class Folded {
  text = "";
  origins = [];

  add(piece, origin) {
    for (let i = 0; i < piece.length; i++) this.#put(piece[i], origin(i));
  }

  end(origin) {
    if (this.text && !this.text.endsWith("\n")) this.#append("\n", origin);
  }

  #put(sign, origin) {
    if (SPACE.test(sign)) {
      if (this.text && !/[ \n]$/.test(this.text)) this.#append(" ", origin);
    } else if (sign === "…") {
      for (let i = 0; i < 3; i++) this.#append(".", origin);
    } else if (COMBINING.test(sign) && this.#joined(sign)) {
      this.text = this.text.slice(0, -1) + this.#joined(sign);
    } else if (!INVISIBLE.test(sign)) {
      this.#append(ALIKE.get(sign) ?? sign, origin);
    }
  }

  #joined(mark) {
    const whole = (this.text.slice(-1) + mark).normalize("NFC");
    return this.text && whole.length === 1 ? whole : "";
  }

  #append(sign, origin) {
    this.text += sign;
    this.origins.push(origin);
  }
}

/** Where each mark stands below `root`: a Passage, or null where it is not found. */
export function anchored(root, marks) {
  const page = foldedPage(root), wanted = marks.map(({ text }) => folded(text));
  const needles = wanted.map(({ text }) => text.trim());
  const places = certain(page.text, needles);
  let end = 0;
  return needles.map((needle, i) => {
    if (places[i] < 0) places[i] = between(page.text, needle, end, places.slice(i).find((place) => place >= 0));
    if (places[i] < 0) return null;
    end = places[i] + needle.length;
    return new Passage(page, wanted[i], places[i], end);
  });
}

function folded(text) {
  const one = new Folded();
  one.add(text, (i) => i);
  return one;
}

/** Places of the distinct sentences.  A pull quote or a teaser repeats one elsewhere: those that break the order of the
 *  text are not believed. */
function certain(text, needles) {
  const next = new Map(), places = needles.map((needle) => {
    if (needle.length < DISTINCT) return -1;
    const place = text.indexOf(needle, next.get(needle) ?? 0);
    next.set(needle, place < 0 ? text.length : place + needle.length);
    return place;
  });
  const kept = rising(places);
  return places.map((place, i) => (kept.has(i) ? place : -1));
}

/** The indexes of a longest rising sequence among the places that are not -1. */
function rising(places) {
  const ends = [], before = [];
  for (const [i, place] of places.entries()) {
    if (place < 0) continue;
    let length = ends.findIndex((end) => places[end] >= place);
    if (length < 0) length = ends.length;
    before[i] = ends[length - 1];
    ends[length] = i;
  }
  const kept = new Set();
  for (let i = ends.at(-1); i !== undefined; i = before[i]) kept.add(i);
  return kept;
}

/** Where a sentence stands between the end of the one before it and the next that is certain; -1 if nowhere. */
function between(text, needle, from, to = from + REACH) {
  const place = needle ? text.indexOf(needle, from) : -1;
  return place >= 0 && place + needle.length <= to ? place : -1;
}

/** One sentence in the page's text. */
class Passage {
  constructor(page, wanted, from, to) {
    Object.assign(this, { page, wanted, from, to });
    this.range = this.#range(from, to);
  }

  get alive() {
    return this.range.startContainer.isConnected && !this.range.collapsed;
  }

  /** The Range of a word, by its offsets in the mark's text. */
  word({ from, to }) {
    const { origins } = this.wanted;
    const first = origins.findIndex((origin) => origin >= from);
    const next = origins.findIndex((origin) => origin >= to);
    const start = this.from + first, end = next < 0 ? this.to : Math.min(this.from + next, this.to);
    return first < 0 || end <= start ? null : this.#range(start, end);
  }

  #range(from, to) {
    const signs = this.page.text;
    while (to - 1 > from && signs[to - 1] === " ") to--;
    const range = document.createRange(), [first, at] = this.page.origins[from], [last, end] = this.page.origins[to - 1];
    range.setStart(first, at);
    range.setEnd(last, end + 1);
    return range;
  }
}

function foldedPage(root) {
  const page = new Folded();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => (
    node.nodeType === Node.ELEMENT_NODE && node.matches(SILENT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
  let block = root;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType !== Node.TEXT_NODE) {
      if (node.tagName === "BR" && page.text) page.add(" ", () => page.origins.at(-1));
      continue;
    }
    const own = blockOf(node);
    if (own !== block) page.end(page.origins.at(-1));
    block = own;
    page.add(node.data, (i) => [node, i]);
  }
  return page;
}

function blockOf(node) {
  let element = node.parentElement;
  while (element && INLINE.test(element.tagName)) element = element.parentElement;
  return element;
}

/** The element that most likely holds the article around a player. */
export function articleAround(player, selector) {
  return (selector && document.querySelector(selector)) || player.closest("article, main, [role=main]") ||
    document.querySelector("article, main, [role=main]") || document.body;
}
