/** The whole number from 0 to 255 that is nearest; of two as near the greater. */
export function roundToByte(value: number): number {
  return value <= 0 ? 0 : value >= 255 ? 255 : (value + 0.5) | 0;
}
