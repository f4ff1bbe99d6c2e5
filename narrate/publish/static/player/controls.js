// What a listener sees and touches: built once in the player's shadow root.  Text goes in as text, never as markup.

import { icon } from "./icons.js";
import { clock, spokenTime } from "./times.js";
import sheet from "./player.css";

const SPEEDS = [0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];
export const STEP = 15;
/** Seconds that an arrow key moves. */
const ARROW = 5;

/** An element with properties and children. */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

const button = (className, label, sign, onclick) => (
  make("button", { type: "button", className, title: label, ariaLabel: label, onclick }, icon(sign)));

/** The rule of one place: a download of another protocol is none. */
export const webAddress = (address, base) => {
  const url = new URL(address, base);
  return /^https?:$/.test(url.protocol) ? url.href : "";
};

export class Controls {
  /** `actions`: toggle(), seek(seconds), setSpeed(factor), follow(); `now`() tells the seconds played. */
  constructor(root, episode, actions, onPage) {
    Object.assign(this, { episode, actions });
    const { labels } = episode;
    root.adoptedStyleSheets = [styles()];
    this.play = button("play", labels.play, "play", actions.toggle);
    this.elapsed = make("span", { className: "time", ariaHidden: "true" }, clock(0));
    this.total = make("span", { className: "time", ariaHidden: "true" }, clock(episode.seconds));
    this.slider = make("input", {
      type: "range", min: 0, max: Math.ceil(episode.seconds), step: 1, value: 0, ariaLabel: labels.position,
      oninput: () => actions.seek(+this.slider.value),
    });
    this.speed = make("select", { ariaLabel: labels.speed, title: labels.speed, onchange: () => actions.setSpeed(+this.speed.value) },
      ...SPEEDS.map((value) => make("option", { value }, `${value.toLocaleString(episode.spoken)}×`)));
    this.bar = make("div", { className: "bar", dir: "ltr" },
      this.play, button("step", labels.back, "back", () => this.#move(-STEP)),
      button("step", labels.forward, "forward", () => this.#move(STEP)),
      make("div", { className: "line" }, this.elapsed, this.slider, this.total), this.speed);
    this.follow = make("button", { type: "button", className: "follow", hidden: true, onclick: actions.follow }, labels.follow);
    this.problem = make("p", { className: "problem", hidden: true, role: "status" });
    const all = make("div", { className: onPage ? "own" : "card", role: "group", ariaLabel: labels.listen, dir: episode.dir, lang: episode.spoken });
    all.append(...(onPage ? [this.bar] : [this.#heading(), this.bar, this.#notes()]), this.problem, this.follow);
    all.addEventListener("keydown", (event) => this.#key(event));
    root.replaceChildren(all);
    this.tell(0, episode.seconds);
  }

  #heading() {
    const { labels, title, length } = this.episode;
    return make("p", { className: "heading" }, make("b", {}, labels.listen), make("span", {}, ` · ${length}`),
      make("span", { className: "title", lang: this.episode.language, dir: "auto" }, title));
  }

  #notes() {
    const { labels, disclosure, audio } = this.episode;
    const notes = make("p", { className: "notes" });
    if (disclosure) notes.append(make("span", {}, disclosure));
    if (audio) notes.append(make("a", { href: audio, download: "" }, labels.download));
    return notes;
  }

  #move(seconds) {
    this.actions.seek(this.now + seconds);
  }

  /** Single keys work while the focus is in the player, and nowhere else (WCAG 2.1.4). */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrows = event.target !== this.speed ? { ArrowLeft: -ARROW, ArrowRight: ARROW } : {};
    const steps = { j: -STEP, l: STEP, ...arrows };
    if (event.key === "k") this.actions.toggle();
    else if (event.key in steps) this.#move(steps[event.key]);
    else return;
    event.preventDefault();
  }

  /** Show a time and the length, in seconds. */
  tell(time, length) {
    const second = Math.floor(time);
    this.now = time;
    if (second === this.second && length === this.length) return;
    Object.assign(this, { second, length });
    const { spoken } = this.episode;
    this.elapsed.textContent = clock(time);
    this.total.textContent = clock(length);
    this.slider.max = Math.ceil(length);
    this.slider.value = time;
    this.slider.style.setProperty("--played", `${(100 * time) / (length || 1)}%`);
    this.slider.ariaValueText = `${spokenTime(time, spoken)} / ${spokenTime(length, spoken)}`;
  }

  /** Show whether it plays. */
  playing(does) {
    const { labels } = this.episode, label = does ? labels.pause : labels.play;
    Object.assign(this.play, { title: label, ariaLabel: label });
    this.play.replaceChildren(icon(does ? "pause" : "play"));
  }

  tellSpeed(value) {
    this.speed.value = String(value);
  }

  complain(text) {
    this.problem.textContent = text;
    this.problem.hidden = !text;
  }
}

/** What stands in the place of a withdrawn recording. */
export function tellWithdrawn(root, episode) {
  root.adoptedStyleSheets = [styles()];
  root.replaceChildren(make("div", { className: "card", dir: episode.dir, lang: episode.spoken },
    make("p", { className: "heading" }, episode.labels.withdrawn)));
}

let shared;
function styles() {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(sheet);
  }
  return shared;
}
