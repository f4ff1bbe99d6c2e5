// What a reader does, in a real browser: `node scenarios.mjs MODULES SITE SCENARIO…` prints {scenario: what was seen}.
// MODULES is a folder whose node_modules holds playwright-core and axe-core.  test_publish_player.py judges.

import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { serve } from "./server.mjs";

const [modules, site, ...names] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(modules), "node_modules", "x.js"));
const { chromium } = require("playwright-core");
const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const EPISODE = "episodes/0123456789ab/index.html";
/** A page that reads the recording's own state: playwright sees into open shadow roots, plain selectors do not. */
const AUDIO = "document.querySelector('narrate-player').audio";

const server = await serve(site);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--mute-audio"],
});
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

async function open(place, { options = {}, init, late = {} } = {}) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 700 }, locale: "en-GB", ...options });
  const page = await context.newPage(), log = [];
  page.on("console", (message) => message.type() === "error" && log.push(message.text()));
  page.on("pageerror", (error) => log.push(String(error)));
  page.on("dialog", (dialog) => { log.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (!request.url().startsWith(server.url)) log.push(`foreign ${request.url()}`); });
  await page.addInitScript(WATCH);
  if (init) await page.addInitScript(init);
  for (const [name, ms] of Object.entries(late)) await page.route(name, (route) => wait(ms).then(() => route.continue()));
  await page.goto(server.url + place, { waitUntil: "load" });
  await wait(250);
  return { context, page, log };
}

/** Layout shifts and broken policies, from the first moment on. */
const WATCH = `
  globalThis.shifts = 0; globalThis.violations = [];
  new PerformanceObserver((list) => { for (const one of list.getEntries()) shifts += one.value; })
    .observe({ type: "layout-shift", buffered: true });
  document.addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));`;

const audio = (page) => page.evaluate(`(({ currentTime, paused, playbackRate, preservesPitch, duration }) => (
  { currentTime, paused, playbackRate, preservesPitch, duration }))(${AUDIO})`);
const lit = (page) => page.evaluate(() => ({
  sentence: document.querySelector(".spoken")?.textContent ?? [...(CSS.highlights?.get("narrate-sentence") ?? [])].join(""),
  current: document.querySelector("[aria-current]")?.textContent ?? null,
  aside: [...(CSS.highlights?.get("narrate-sentence") ?? [])].some((range) => range.startContainer.parentElement.closest("aside")),
  word: document.querySelector("[data-mark] mark")?.textContent ?? [...(CSS.highlights?.get("narrate-word") ?? [])].join(""),
}));
const seek = (page, time) => page.evaluate(`${AUDIO}.currentTime = ${time}`).then(() => wait(350));
async function violations(page) {
  await page.evaluate(AXE);
  const run = await page.evaluate(() => globalThis.axe.run(document));
  return run.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.flat().join(" ")).join("; ")}`);
}
const seen = async (page, log) => ({ log, ...(await page.evaluate(() => ({ shifts, violations }))) });

const scenarios = {
  async playing() {
    const { page, log } = await open(EPISODE);
    const before = await lit(page);
    await page.getByRole("button", { name: "Play" }).click();
    await wait(700);
    const title = await lit(page), playing = await audio(page);
    await page.getByRole("button", { name: "Pause" }).click();
    await seek(page, 3.75);
    const middle = await lit(page);
    await page.getByText("It leaves at seven.").click();
    await wait(300);
    const clicked = await audio(page);
    const media = await page.evaluate(() => navigator.mediaSession.metadata.title);
    const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
    return { before, title, playing, middle, clicked, media, paint, ...(await seen(page, log)) };
  },

  async keyboard() {
    const { page, log } = await open(EPISODE);
    await page.keyboard.press("k");
    await wait(200);
    const outside = (await audio(page)).paused;
    await page.getByRole("slider").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("l");
    const forward = (await audio(page)).currentTime;
    const value = await page.getByRole("slider").getAttribute("aria-valuetext");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await wait(200);
    return { outside, forward, value, inside: (await audio(page)).paused, ...(await seen(page, log)) };
  },

  async late_marks() {
    const { page, log } = await open(EPISODE, { late: { "**/*.wav": 300, "**/marks.json": 900 } });
    await page.getByRole("button", { name: "Play" }).waitFor();
    return seen(page, log);
  },

  async no_marks() {
    const { page } = await open(EPISODE, { init: "globalThis.fetch = () => Promise.reject(new Error('no'));" });
    return page.evaluate(() => getComputedStyle(document.querySelector("audio")).visibility);
  },

  async speed() {
    const { page } = await open(EPISODE);
    await page.getByRole("combobox", { name: "Speed" }).selectOption("1.5");
    const chosen = await audio(page);
    await seek(page, 8);
    await page.reload();
    await wait(400);
    return { chosen, again: await audio(page), shown: await page.getByRole("combobox").inputValue() };
  },

  async following() {
    const { page } = await open(EPISODE, { options: { viewport: { width: 400, height: 420 } } });
    await page.getByRole("button", { name: "Play" }).click();
    await seek(page, 9.1);
    await wait(900);
    const followed = await page.evaluate(() => scrollY);
    await page.mouse.wheel(0, -2000);
    await wait(400);
    const left = await page.evaluate(() => scrollY);
    await wait(1200);
    const stayed = await page.evaluate(() => scrollY);
    const button = page.getByRole("button", { name: "Go to the spoken sentence" });
    const offered = await button.isVisible();
    await button.click();
    await wait(900);
    return { followed, left, stayed, offered, back: await page.evaluate(() => scrollY), gone: !(await button.isVisible()) };
  },

  async calm() {
    const { page } = await open(EPISODE, { options: { reducedMotion: "reduce", viewport: { width: 400, height: 420 } },
      init: "globalThis.smooth = 0; const by = scrollBy; globalThis.scrollBy = (options) => { smooth += options.behavior === 'smooth'; by(options); };" });
    await page.getByRole("button", { name: "Play" }).click();
    await seek(page, 9.1);
    return { smooth: await page.evaluate(() => smooth), scrolled: await page.evaluate(() => scrollY) };
  },

  async without_highlights() {
    const { page, log } = await open(EPISODE, { init: "delete globalThis.Highlight;" });
    const text = await page.locator("main").innerText();
    await page.getByRole("button", { name: "Play" }).click();
    await page.getByRole("button", { name: "Pause" }).click();
    await seek(page, 3.0);
    const middle = await lit(page);
    await seek(page, 20);
    await seek(page, 0.85);
    return { middle, same: text === (await page.locator("main").innerText()), ...(await seen(page, log)) };
  },

  async without_storage() {
    const { page, log } = await open(EPISODE, { init: "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } });" });
    await page.getByRole("button", { name: "Play" }).click();
    await seek(page, 8);
    return { playing: await audio(page), ...(await seen(page, log)) };
  },

  async without_script() {
    const { page } = await open(EPISODE, { options: { javaScriptEnabled: false } }).catch(() => ({}));
    return { controls: await page.locator("audio[controls]").isVisible(), buttons: await page.locator("button:visible").count(),
      words: (await page.locator("body").innerText()).split(/\s+/).length };
  },

  async looks() {
    const found = {};
    for (const [name, place, options] of [
      ["light", EPISODE, {}], ["dark", EPISODE, { colorScheme: "dark" }], ["narrow", EPISODE, { viewport: { width: 320, height: 640 } }],
      ["arabic", "episodes/aaaaaaaaaaaa/index.html", {}], ["index", "index.html", {}], ["gone", "episodes/dddddddddddd/index.html", {}],
      ["frame", "episodes/0123456789ab/embed.html", { viewport: { width: 320, height: 216 } }], ["host", "host.html", {}],
    ]) {
      const { page, log, context } = await open(place, { options });
      const box = await page.evaluate(() => ({ width: document.documentElement.scrollWidth, window: innerWidth,
        background: getComputedStyle(document.body).backgroundColor }));
      const shown = await seen(page, log); // before axe, which scrolls
      found[name] = { axe: await violations(page), ...box, ...shown };
      await context.close();
    }
    return found;
  },

  async embed() {
    const { page, log } = await open("host.html");
    const looks = () => page.evaluate(() => JSON.stringify([...document.querySelectorAll("body *:not(narrate-player, narrate-player *)")].map((one) => {
      const { x, y, width, height } = one.getBoundingClientRect(), style = getComputedStyle(one);
      return [one.tagName, x, y, width, height, style.color, style.font, style.backgroundColor];
    })));
    const article = () => page.evaluate(() => { const copy = document.querySelector("article").cloneNode(true); copy.querySelector("narrate-player").remove(); return copy.innerHTML; });
    const before = [await looks(), await article()];
    await page.getByRole("button", { name: "Play" }).click();
    await page.getByRole("button", { name: "Pause" }).click();
    const sentences = [];
    let asides = false;
    for (const time of [0.2, 2.75, 3.65, 4.55, 5.5, 9.05, 14.5]) { await seek(page, time); const { sentence, aside } = await lit(page); sentences.push(sentence.replace(/\s+/g, " ")); asides ||= aside; }
    const words = [];
    for (const time of [2.71, 3.0, 3.4]) { await seek(page, time); words.push((await lit(page)).word); }
    const after = [await looks(), await article()];
    const button = await page.getByRole("button", { name: "Play" }).evaluate((one) => { const style = getComputedStyle(one); return [style.borderTopWidth, style.textTransform, style.letterSpacing]; });
    return { sentences, words, asides, unmoved: before[0] === after[0], untouched: before[1] === after[1], button,
      label: await page.getByText("This audio is created with AI assistance.").isVisible(), ...(await seen(page, log)) };
  },

  /** From another origin, in a page that allows the audio's site what it needs and nothing more. */
  async abroad() {
    const { page, log } = await open("index.html"), from = server.url.slice(0, -1);
    const policy = `default-src 'none'; script-src ${from}; connect-src ${from}; media-src ${from}; style-src 'unsafe-inline'; img-src *; require-trusted-types-for 'script'`;
    const host = fs.readFileSync(path.join(site, "host.html"), "utf8").replaceAll('src="/', `src="${from}/`);
    fs.writeFileSync(path.join(site, "foreign.html"), host.replace("<head>", `<head><meta http-equiv="Content-Security-Policy" content="${policy}">`));
    await page.goto(`${server.url.replace("127.0.0.1", "localhost")}foreign.html`);
    await page.getByRole("button", { name: "Play" }).click();
    await wait(300);
    await page.getByRole("button", { name: "Pause" }).click();
    await seek(page, 2.75);
    return { ...(await lit(page)), violations: await page.evaluate(() => violations), log: log.filter((one) => !one.startsWith("foreign ")) };
  },

  async redrawn() {
    const { page } = await open("host.html");
    await page.getByRole("button", { name: "Play" }).click();
    await seek(page, 2.75);
    await page.getByRole("button", { name: "Pause" }).click();
    await page.evaluate(() => { for (const one of document.querySelectorAll("article p")) one.replaceWith(one.cloneNode(true)); });
    await seek(page, 3.65);
    return (await lit(page)).sentence;
  },

  /** A page that knows one look keeps it, whatever the reader's setting is. */
  async ground() {
    const found = {};
    for (const colorScheme of ["light", "dark"]) {
      const { page } = await open("host.html", { options: { colorScheme } });
      const card = () => page.evaluate(() => getComputedStyle(document.querySelector("narrate-player").shadowRoot.querySelector(".card")).backgroundColor);
      await page.getByRole("button", { name: "Play" }).waitFor();
      found[colorScheme] = await card();
      await page.evaluate(() => { document.body.style.background = "#111"; });
      await page.emulateMedia({ colorScheme: colorScheme === "dark" ? "light" : "dark" });
      await wait(900);
      found[`${colorScheme} changed`] = await card();
    }
    return found;
  },

  async withdrawn() {
    const { page, log } = await open("host-withdrawn.html");
    return { shown: await page.getByText("This audio has been withdrawn.").isVisible(), buttons: await page.getByRole("button").count(), log };
  },

  async missing() {
    const { page } = await open("host-missing.html");
    return { controls: await page.locator("audio").count(), link: await page.getByRole("link", { name: "Listen to this article" }).isVisible() };
  },

  async searching() {
    const { page, log } = await open("index.html");
    const field = page.getByRole("searchbox");
    const all = await page.locator("#list li").count();
    await field.fill("ZURICH");
    await wait(300);
    const found = await page.locator("#list h3").allInnerTexts(), status = await page.getByRole("status").innerText();
    await page.locator("#list a").first().click();
    const opened = await page.locator("h1").innerText();
    await page.goBack();
    await page.getByRole("searchbox").fill("nothing like this");
    await wait(300);
    const none = await page.locator("#list li").count();
    await page.getByRole("searchbox").fill("");
    await wait(300);
    return { all, found, status, opened, none, again: await page.locator("#list li").count(), ...(await seen(page, log)) };
  },

  async hostile() {
    const found = {};
    for (const place of fs.readdirSync(path.join(site, "episodes")).filter((name) => name.startsWith("bad"))) {
      for (const file of ["index.html", "embed.html"]) {
        const { page, log, context } = await open(`episodes/${place}/${file}`);
        await page.getByRole("button", { name: "Play" }).click();
        await wait(250);
        found[`${place}/${file}`] = { hacked: await page.evaluate(() => globalThis.hacked ?? null), ...(await seen(page, log)),
          wide: await page.evaluate(() => document.documentElement.scrollWidth - innerWidth) };
        await context.close();
      }
    }
    const { page, log } = await open("index.html");
    await page.getByRole("searchbox").fill("hacked");
    await wait(300);
    found.index = { rows: await page.locator("#list li").count(), hacked: await page.evaluate(() => globalThis.hacked ?? null), ...(await seen(page, log)) };
    return found;
  },
};

const results = {};
for (const name of names.length ? names : Object.keys(scenarios)) {
  try { results[name] = await scenarios[name](); } catch (error) { results[name] = { broke: String(error.message).split("\n").slice(0, 3).join(" ") }; }
  for (const context of browser.contexts()) await context.close();
}
await browser.close();
server.close();
console.log(JSON.stringify(results));
