// Times for the eye and for the ear.

/** "1:05", "1:02:05" */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds)), two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(whole / 3600), minutes = Math.floor(whole / 60) % 60;
  return (hours ? `${hours}:${two(minutes)}` : `${minutes}`) + `:${two(whole % 60)}`;
}

/** "1 minute, 5 seconds", in a language. */
export function spokenTime(seconds, language) {
  const whole = Math.max(0, Math.floor(seconds)), minutes = Math.floor(whole / 60);
  const say = (count, unit) => new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(count);
  return (minutes ? [say(minutes, "minute")] : []).concat(say(whole % 60, "second")).join(", ");
}
