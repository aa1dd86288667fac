const units: readonly (readonly [name: string, seconds: number])[] = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
  ["s", 1],
];

/**
 * How long ago something was, in its largest unit: `3 min`. A clock that was set back makes nothing younger than now.
 *
 * Units: milliseconds since 1970
 */
export function ageText(then: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - then) / 1000));
  const [name, length] = units.find(([, least]) => seconds >= least) ?? units.at(-1)!;
  return `${Math.floor(seconds / length)} ${name}`;
}

/**
 * A length of time in its two largest units: `2 h 05 min`, `4.20 s`.
 *
 * Units: seconds
 */
export function durationText(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
  const [whole, names] =
    seconds < 3600 ? [Math.round(seconds), ["min", "s"]] : [Math.round(seconds / 60), ["h", "min"]];
  return `${Math.floor(whole / 60)} ${names[0]} ${String(whole % 60).padStart(2, "0")} ${names[1]}`;
}
