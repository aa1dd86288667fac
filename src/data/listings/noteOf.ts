/** What a listing has to say, as one sentence. */
export function noteOf(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join("; ");
}

/** Says that images of validation are tested with, since there are no others. */
export function testedWith(folder: string): string {
  return `tested with the images of "${folder}", there being no others with labels`;
}

/** Says how many files that are no images lie among them; nothing where none does. */
export function passedOver(count: number): string | undefined {
  if (count === 0) return undefined;
  const number = count.toLocaleString("en-US");
  return count === 1
    ? "1 file that is no image was passed over"
    : `${number} files that are no images were passed over`;
}
