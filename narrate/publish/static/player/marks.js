// What an episode says and when: marks.json, unpacked.

/** @typedef {{from: number, to: number, at: number}} Word  offsets into the sentence's text; seconds */
/** @typedef {{start: number, end: number, text: string, packed: number[], words?: Word[]}} Mark  seconds */

/** Fetch an episode's data.  `base` is the address of its folder, with a slash at its end. */
export async function loadEpisode(base) {
  const answer = await fetch(new URL("marks.json", base));
  if (!answer.ok) throw new Error(`marks.json answers ${answer.status}`);
  const episode = await answer.json();
  episode.marks = (episode.marks ?? []).map(([start, end, text, packed]) => (
    { start: start / 1000, end: end / 1000, text, packed }));
  return episode;
}

/** The words of a mark: each is packed as its length and its milliseconds from the sentence's start. */
export function wordsOf(mark) {
  if (!mark.words) {
    mark.words = [];
    for (let i = 0, from = 0; i < mark.packed.length; i += 2) {
      const to = from + mark.packed[i];
      mark.words.push({ from, to, at: mark.start + mark.packed[i + 1] / 1000 });
      from = to + 1;
    }
  }
  return mark.words;
}

/** Index of the last entry that has begun; -1 before the first.  `begins` tells when an entry does, in seconds. */
export function lastBegun(entries, time, begins) {
  let low = 0, high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (begins(entries[middle]) <= time + 0.01) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Index of the sentence at a time.  It stays lit in the pause after it; before the first there is none. */
export const markAt = (marks, time) => lastBegun(marks, time, (mark) => mark.start);

/** Index of the word at a time within a mark; -1 once the mark is over. */
export const wordAt = (mark, time) => (time > mark.end ? -1 : lastBegun(wordsOf(mark), time, (word) => word.at));
