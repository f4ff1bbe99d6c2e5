// Shows what is spoken.  Elements of our own page get a class and aria-current; all else is painted by the CSS Custom
// Highlight API, which changes no document.  Where a browser lacks it, our own page marks the word with an element.

const SENTENCE = "narrate-sentence", WORD = "narrate-word";
const PAINT = `
::highlight(${SENTENCE}) { background-color: rgb(255 196 0 / .26); }
::highlight(${WORD}) { background-color: rgb(255 176 0 / .5); text-decoration: underline 2px; }`;
const able = () => globalThis.CSS?.highlights && globalThis.Highlight;
let painted = false;

/** Colours for a page that is not ours: a sheet with nothing but the two highlights. */
export function paintForeign() {
  if (painted || !able()) return;
  painted = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(PAINT);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

export class Light {
  #element = null;
  #mended = null;

  /** Light a passage, or nothing with null. */
  sentence(passage) {
    this.word(null);
    this.#element?.classList.remove("spoken");
    this.#element?.removeAttribute("aria-current");
    this.#element = passage?.element ?? null;
    this.#element?.classList.add("spoken");
    this.#element?.setAttribute("aria-current", "true");
    if (!this.#element) set(SENTENCE, passage?.range);
    else set(SENTENCE, null);
  }

  /** Light a word's Range, or nothing with null. */
  word(range) {
    if (able()) return set(WORD, range);
    this.#mend();
    if (range && this.#element) this.#wrap(range);
  }

  #wrap(range) {
    const mark = document.createElement("mark");
    range.surroundContents(mark);
    this.#mended = mark;
  }

  #mend() {
    const parent = this.#mended?.parentNode;
    this.#mended?.replaceWith(...this.#mended.childNodes);
    parent?.normalize();
    this.#mended = null;
  }
}

function set(name, range) {
  if (!able()) return;
  if (range) CSS.highlights.set(name, new Highlight(range));
  else CSS.highlights.delete(name);
}
