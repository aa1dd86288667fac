/** A text of at most so many characters: a longer one is cut, and ends in `…`. */
export function atMost(length: number, text: string): string {
  return text.length <= length ? text : `${text.slice(0, Math.max(0, length - 1)).trimEnd()}…`;
}
