/** What a listing has to say, as one sentence. */
export function noteOf(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join("; ");
}

/** Says that images of validation are tested with, since there are no others. */
export function testedWith(folder: string): string {
  return `tested with the images of "${folder}", there being no others with labels`;
}

/** Says how many files that are no images, or none that are read, lie among them; nothing where none does. */
export function passedOver({ others, otherFormats }: PassedOver): string | undefined {
  const parts = [
    ...(others === 0 ? [] : [`${filesThat(others)} no ${others === 1 ? "image" : "images"}`]),
    ...(otherFormats.length === 0
      ? []
      : [`${filesThat(otherFormats.length)} not JPEG, PNG or WebP`]),
  ];
  if (parts.length === 0) return undefined;
  const isOne = others + otherFormats.length === 1;
  return `${parts.join(" and ")} ${isOne ? "was" : "were"} passed over`;
}

interface PassedOver {
  readonly others: number;
  readonly otherFormats: readonly string[];
}

function filesThat(count: number): string {
  return count === 1 ? "1 file that is" : `${count.toLocaleString("en-US")} files that are`;
}
