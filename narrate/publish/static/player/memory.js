// Remembers, on this device alone, where a listener stopped and how fast they listen.  Storage may be forbidden or full.

const SPEED = "narrate:speed";
const key = (id) => `narrate:${id}`;

function read(name) {
  try { return Number(localStorage.getItem(name)) || 0; } catch { return 0; }
}

function write(name, value) {
  try {
    if (value) localStorage.setItem(name, value);
    else localStorage.removeItem(name);
  } catch { /* nothing is remembered, nothing else is lost */ }
}

/** Seconds; 0 for the beginning. */
export const position = (id) => read(key(id));

/** An article heard to its end begins anew. */
export const keepPosition = (id, time, length) => write(key(id), time < 3 || time > length - 5 ? 0 : Math.round(time * 10) / 10);

/** 1 unless the listener has chosen another. */
export const speed = () => read(SPEED) || 1;

export const keepSpeed = (value) => write(SPEED, value === 1 ? 0 : value);
