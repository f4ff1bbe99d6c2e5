// <narrate-player src="https://audio.example/episodes/ID/">: plays an episode and lights its sentences in the page.
//
//   src      the episode's folder
//   page     on our own listening page: sentences are elements, a click on one seeks, the page follows
//   article  a CSS selector of the element that holds the article, where it is not the one around the player
//   theme    "light" or "dark", where it shall not be as the page behind it

import { anchored, articleAround } from "./anchor.js";
import { Controls, STEP, tellWithdrawn, webAddress } from "./controls.js";
import { Follower } from "./follow.js";
import { ground, onSetting } from "./ground.js";
import { Light, paintForeign } from "./highlight.js";
import { loadEpisode, markAt, wordAt, wordsOf } from "./marks.js";
import * as memory from "./memory.js";
import { printed } from "./passages.js";
import { announce, tellPosition } from "./session.js";

/** Seconds between two notes of where the listener is. */
const KEEP_EVERY = 5;
let sounding = null;

class NarratePlayer extends HTMLElement {
  #began = false;
  #light = new Light();
  #mark = -1;
  #word = -1;
  #kept = 0;

  async connectedCallback() {
    if (this.shadowRoot) return;
    const base = new URL(this.getAttribute("src") || ".", document.baseURI);
    if (!base.pathname.endsWith("/")) base.pathname = base.pathname.replace(/(\/[^/]*\.html)?$/, "/");
    try {
      this.#build(await loadEpisode(base), base);
    } catch (error) {
      console.warn("narrate-player:", error.message);
      this.toggleAttribute("failed", true); // what stands inside the element stays: a player or a link
    }
  }

  disconnectedCallback() {
    this.audio?.pause();
  }

  #build(episode, base) {
    const root = this.attachShadow({ mode: "open" });
    if (episode.withdrawn) {
      tellWithdrawn(root, episode);
      return this.#suit(root);
    }
    for (const name of ["audio", "cover"]) episode[name] = episode[name] && webAddress(episode[name], base);
    this.episode = episode;
    this.onPage = this.hasAttribute("page");
    this.audio = this.#adopted(episode.audio);
    this.controls = new Controls(root, episode, {
      toggle: () => (this.audio.paused ? this.play() : this.audio.pause()),
      seek: (time) => this.seek(time),
      setSpeed: (value) => this.#setSpeed(value, true),
      follow: () => this.#return(),
    }, this.onPage);
    if (!this.audio.isConnected) root.append(this.audio);
    this.#suit(root);
    this.#listen();
    this.#setSpeed(memory.speed(), false);
    this.#restore();
    if (this.onPage) this.#attend();
  }

  /** In a page that is not ours, be light or dark as it is. */
  #suit(root) {
    const card = root.querySelector(".card");
    if (!card || this.hasAttribute("theme")) return;
    const look = () => { card.dataset.ground = ground(this); };
    look();
    onSetting(look);
  }

  /** The page's own <audio>, which may already be playing, or a new one. */
  #adopted(address) {
    const audio = this.querySelector("audio") ?? Object.assign(new Audio(), { preload: "none" });
    if (audio.currentSrc !== address && audio.src !== address) audio.src = address;
    audio.preservesPitch = true;
    return audio;
  }

  #listen() {
    const { audio } = this, on = (name, action) => audio.addEventListener(name, action);
    on("play", () => this.#begin());
    on("pause", () => this.#rest());
    on("ended", () => this.#clear());
    on("timeupdate", () => this.#tell());
    on("durationchange", () => this.#tell());
    on("seeked", () => { this.#tell(); this.#keep(); });
    on("ratechange", () => tellPosition(audio));
    on("error", () => this.controls.complain(this.episode.labels.failed));
    addEventListener("pagehide", () => this.#began && this.#keep());
  }

  /** Go on from where the listener stopped, or from the time in the address: page.html#t=63 */
  #restore() {
    const asked = this.onPage && /^#t=(\d+)/.exec(location.hash);
    const time = asked ? +asked[1] : memory.position(this.episode.id);
    if (time > 0 && this.audio.paused && !this.audio.currentTime) this.seek(time);
    if (!this.audio.paused) this.#begin();
  }

  /** Our own page: sentences and chapters seek, the page follows. */
  #attend() {
    this.follower = new Follower((following) => { this.controls.follow.hidden = following || !this.#began; },
      (event) => event.composedPath().includes(this) && event.type === "keydown");
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a, button"), sentence = event.target.closest("[data-mark]");
      if (link?.dataset.seek) this.seek(+link.dataset.seek);
      else if (sentence && !link && getSelection().isCollapsed) this.seek(parseFloat(sentence.dataset.start));
    });
  }

  play() {
    this.controls.complain("");
    return this.audio.play().catch((error) => {
      if (error.name !== "AbortError") this.controls.complain(this.episode.labels.failed);
    });
  }

  seek(time) {
    this.audio.currentTime = Math.min(Math.max(time, 0), this.length);
    this.#tell();
  }

  /** Pixels at the top of the window that the player covers once it sticks there. */
  get #covered() {
    const box = this.getBoundingClientRect();
    return box.top <= 1 ? box.bottom : 0;
  }

  get length() {
    return this.audio.duration > 0 && isFinite(this.audio.duration) ? this.audio.duration : this.episode.seconds;
  }

  #setSpeed(value, keep) {
    this.audio.defaultPlaybackRate = this.audio.playbackRate = value;
    this.controls.tellSpeed(value);
    if (keep) memory.keepSpeed(value);
  }

  #begin() {
    if (sounding !== this) sounding?.audio?.pause();
    sounding = this;
    this.#began = true;
    if (!this.onPage) paintForeign();
    announce(this.episode, this.audio, { play: () => this.play(), pause: () => this.audio.pause(), seek: (time) => this.seek(time) }, STEP);
    this.controls.playing(true);
    this.#run();
  }

  /** Words are shorter than the quarter of a second between two "timeupdate" events. */
  #run() {
    if (this.audio.paused) return;
    this.#show();
    requestAnimationFrame(() => this.#run());
  }

  #rest() {
    this.controls.playing(false);
    this.#keep();
  }

  #tell() {
    const { currentTime } = this.audio;
    this.controls.tell(currentTime, this.length);
    tellPosition(this.audio);
    if (this.#began) this.#show();
    if (Math.abs(currentTime - this.#kept) >= KEEP_EVERY) this.#keep();
  }

  #keep() {
    this.#kept = this.audio.currentTime;
    memory.keepPosition(this.episode.id, this.#kept, this.length);
  }

  #show() {
    const { currentTime, ended } = this.audio;
    if (ended || sounding !== this) return;
    const number = markAt(this.episode.marks, currentTime);
    if (number !== this.#mark) this.#showSentence(number);
    const mark = this.episode.marks[number], word = mark ? wordAt(mark, currentTime) : -1;
    if (word !== this.#word) this.#showWord(mark, word);
  }

  #showSentence(number) {
    Object.assign(this, { passage: this.#passage(number) });
    this.#mark = number;
    this.#word = -1;
    this.#light.sentence(this.passage);
    this.follower?.show(this.passage?.range, this.#covered);
  }

  #showWord(mark, word) {
    this.#word = word;
    this.#light.word(null);
    if (word >= 0 && this.passage) this.#light.word(this.passage.word(wordsOf(mark)[word]));
  }

  /** A page that has drawn its article anew is looked through again. */
  #passage(number) {
    if (!this.passages || (this.passages[number] && !this.passages[number].alive)) {
      const root = this.onPage ? document : articleAround(this, this.getAttribute("article"));
      this.passages = (this.onPage ? printed : anchored)(root, this.episode.marks);
    }
    return this.passages[number] ?? null;
  }

  #return() {
    this.follower.resume();
    this.follower.show(this.passage?.range, this.#covered);
    this.controls.play.focus({ preventScroll: true });
  }

  #clear() {
    this.#light.sentence(null);
    this.#mark = this.#word = -1;
    this.#keep();
  }
}

if (!customElements.get("narrate-player")) customElements.define("narrate-player", NarratePlayer);
