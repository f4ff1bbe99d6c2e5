// The sentences of our own page: elements that carry their number and time.

/** One passage a mark, null where the page does not print it.  The same shape as the anchored ones of a foreign page. */
export function printed(root, marks) {
  const passages = marks.map(() => null);
  for (const element of root.querySelectorAll("[data-mark]")) {
    for (const number of element.dataset.mark.split(" ")) {
      if (number in marks) passages[number] = new Printed(element, marks[number]);
    }
  }
  return passages;
}

class Printed {
  constructor(element, mark) {
    this.element = element;
    this.same = mark.text.startsWith(element.textContent); // a byline is printed without its full stop
    this.range = document.createRange();
    this.range.selectNodeContents(element);
  }

  get alive() {
    return this.element.isConnected;
  }

  word({ from, to }) {
    const text = this.element.firstChild;
    if (!this.same || text?.nodeType !== Node.TEXT_NODE || from >= text.length) return null;
    const range = document.createRange();
    range.setStart(text, from);
    range.setEnd(text, Math.min(to, text.length));
    return range;
  }
}
