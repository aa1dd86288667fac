/** 16-bit numbers from their base64, low byte first. */
export function numbersOf(text: string): Uint16Array {
  const bytes = atob(text);
  return Uint16Array.from({ length: bytes.length / 2 }, (_, at) => {
    return bytes.charCodeAt(2 * at) + 256 * bytes.charCodeAt(2 * at + 1);
  });
}
