// Keeps the spoken sentence in view until the reader scrolls.

const KEYS = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " "]);

export class Follower {
  following = true;

  /** `changed` is called when following begins or ends; `isOwn` tells whether an event belongs to the player. */
  constructor(changed, isOwn) {
    this.changed = changed;
    const stop = (event) => !isOwn(event) && this.#set(false);
    const options = { passive: true };
    addEventListener("wheel", stop, options);
    addEventListener("touchmove", stop, options);
    addEventListener("keydown", (event) => KEYS.has(event.key) && stop(event), options);
    addEventListener("pointerdown", (event) => onScrollbar(event) && stop(event), options);
  }

  /** Bring a Range into view, if the reader has not gone elsewhere; `top` pixels above are covered. */
  show(range, top) {
    if (!this.following || !range) return;
    const box = range.getBoundingClientRect();
    if (box.top >= top + 16 && box.bottom <= innerHeight * 0.8) return;
    scrollBy({ top: box.top - top - (innerHeight - top) * 0.25, behavior: calm() ? "instant" : "smooth" });
  }

  resume() {
    this.#set(true);
  }

  #set(following) {
    if (following === this.following) return;
    this.following = following;
    this.changed(following);
  }
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const onScrollbar = (event) => event.target === document.documentElement && event.clientX >= document.documentElement.clientWidth;
