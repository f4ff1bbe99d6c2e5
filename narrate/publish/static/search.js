// Search as you type through all episodes of a show.  The list in the page stays what it is until something is typed.

const field = document.querySelector("[data-source]");
const list = document.getElementById("list");
const status = document.querySelector(".search [role=status]");
const pages = document.querySelector(".pages");
const printed = [...list.children];
/** Rows that a search shows; who finds more types more. */
const MOST = 60;
const first = list.classList.contains("newest");
let episodes = null;

const RIGHT_TO_LEFT = /^\P{L}*[\u0590-\u08FF]/u;

/** Without case, accents and vowel marks: "Zürich" is found by "zurich". */
const folded = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

async function load() {
  if (!episodes) {
    const rows = await (await fetch(field.dataset.source)).json();
    episodes = rows.map((row) => ({ row, text: folded(row.slice(1, 5).join(" ")) }));
  }
  return episodes;
}

async function search() {
  const words = folded(field.value).split(/\s+/).filter(Boolean);
  const found = words.length ? (await load()).filter(({ text }) => words.every((word) => text.includes(word))) : null;
  if (words.join() !== folded(field.value).split(/\s+/).filter(Boolean).join()) return; // typed on while it loaded
  list.replaceChildren(...(found ? found.slice(0, MOST).map(({ row }) => item(row)) : printed));
  status.textContent = found ? field.dataset.found.replace("{count}", found.length) : "";
  list.classList.toggle("newest", first && !found);
  if (pages) pages.hidden = Boolean(found);
}

function item([id, title, authors, section, day, length]) {
  const link = make("a", title), when = make("time", "", "byline");
  link.href = `${field.dataset.episodes}/${encodeURIComponent(id)}/index.html`;
  when.append(make("bdi", day && longDay(day)));
  const heading = make("h3"), row = make("li");
  heading.append(link);
  row.dir = RIGHT_TO_LEFT.test(title) ? "rtl" : "ltr";
  row.append(when, ...(section ? [make("p", section, "label")] : []), heading,
    make("p", [authors, length].filter(Boolean).join(" · "), "byline"));
  return row;
}

const longDay = (day) => (
  new Date(day).toLocaleDateString(field.dataset.days, { dateStyle: "long", timeZone: "UTC" }));

function make(tag, text = "", className = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  element.className = className;
  return element;
}

field.addEventListener("focus", () => load().catch(() => {}), { once: true });
field.addEventListener("input", () => search().catch(() => {}));
