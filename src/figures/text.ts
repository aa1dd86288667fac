/** Safe between tags and in quoted attributes, in XML and HTML. Characters that XML forbids are dropped. */
export function escapeXml(text: string): string {
  return text
    .replace(forbidden, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/**
 * Width of a line of text in pixels, from the widths of Helvetica by class of character, rounded up: a little too much
 * room is never seen, too little is.
 */
export function textWidth(text: string, fontSize: number): number {
  return [...text].reduce((width, character) => width + widthOf(character), 0) * fontSize;
}

function widthOf(character: string): number {
  if (character.codePointAt(0)! >= 0x2e80) return 1; // Chinese, Japanese, Korean
  if (/[ijlI.,:;'|!]/.test(character)) return 0.28;
  if (/[frt()[\]\-/ ]/.test(character)) return 0.34;
  if (/[mwMW%@—→←]/.test(character)) return 0.9;
  if (/[A-Z&+=±<>−]/.test(character)) return 0.72;
  return 0.56;
}

/** Breaks text between words into lines no wider than `width` pixels, save single words that are. */
export function wrapText(text: string, fontSize: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && textWidth(longer, fontSize) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** A line of text, cut where it would be wider than `width` pixels. */
export function fittingText(text: string, fontSize: number, width: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && textWidth(`${characters.join("")}…`, fontSize) > width) {
    characters.pop();
  }
  return `${characters.join("").trimEnd()}…`;
}

/** A fraction as a percentage: `percent(0.9654, 1)` is `96.5%`. */
export function percent(fraction: number, digits = 0): string {
  return Number.isFinite(fraction) ? `${(100 * fraction).toFixed(digits)}%` : notANumber;
}

/** A difference of fractions in percentage points, with a true minus sign: `−37.4`. */
export function points(difference: number, digits = 1): string {
  if (!Number.isFinite(difference)) return notANumber;
  const size = Math.abs(100 * difference).toFixed(digits);
  if (Number(size) === 0) return size;
  return `${difference < 0 ? "−" : "+"}${size}`;
}

/** A whole number with a true minus sign, which is as wide as a digit. */
export function wholeNumber(value: number): string {
  return value < 0 ? `−${-value}` : String(value);
}

/** What stands where a number should. */
export const notANumber = "NaN";
