// The signs on the buttons, drawn in a square of 24; the figures are lines, too, so that no font changes them.

const FIFTEEN = ["M8.7 10.8l1.5-1.1v5.9", "M15 9.8h-2.4l-.25 2.5c.9-.5 2.85-.3 2.85 1.35 0 1.9-2.2 2.3-3.1 1.25"];

const DRAWN = {
  play: [["path", { d: "M8 4.9v14.2a.9.9 0 0 0 1.4.75l10.6-7.1a.9.9 0 0 0 0-1.5L9.4 4.15A.9.9 0 0 0 8 4.9z", fill: "currentColor" }]],
  pause: [["path", { d: "M7 4.5h3.4v15H7zM13.6 4.5H17v15h-3.4z", fill: "currentColor" }]],
  back: turn("M6.6 6.6A8 8 0 1 1 4 12.6", "M6.9 2.4 6.3 6.9l4.5.5"),
  forward: turn("M17.4 6.6A8 8 0 1 0 20 12.6", "M17.1 2.4l.6 4.5-4.5.5"),
};

function turn(arc, head) {
  const line = { fill: "none", stroke: "currentColor", "stroke-width": 1.5, "stroke-linecap": "round", "stroke-linejoin": "round" };
  return [arc, head, ...FIFTEEN].map((d) => ["path", { d, ...line }]);
}

export function icon(name) {
  const svg = drawn("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" });
  svg.append(...DRAWN[name].map((shape) => drawn(...shape)));
  return svg;
}

function drawn(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
