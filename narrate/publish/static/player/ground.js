// Whether a page that is not ours is light or dark where the player stands: the reader's setting does not tell, since
// many pages know one look only.

/** Luminance (WCAG 2.2) on which black and white are read equally well. */
const MIDDLE = 0.18;
const readsDark = () => matchMedia("(prefers-color-scheme: dark)");

/** "light" or "dark", as the ground behind an element is. */
export function ground(element) {
  for (let at = element.parentElement; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    const [red, green, blue, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    if (colour.startsWith("rgb") && alpha > 0.5) return luminance(red, green, blue) < MIDDLE ? "dark" : "light";
  }
  const follows = /dark/.test(getComputedStyle(document.documentElement).colorScheme);
  return follows && readsDark().matches ? "dark" : "light";
}

/** Call `changed` when the reader's setting does, and the page has followed it. */
export const onSetting = (changed) => readsDark().addEventListener("change", () => setTimeout(changed, 500));

function luminance(...parts) {
  const [red, green, blue] = parts.map((part) => (part / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
