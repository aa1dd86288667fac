/**
 * The brightness of a colour as a byte, rounded half up.
 *
 * @source ITU-R BT.601, in the whole multiples of 2^-16 of Pillow 9.4, src/libImaging/Convert.c
 */
export function luma(red: number, green: number, blue: number): number {
  return (red * 19_595 + green * 38_470 + blue * 7_471 + 0x8000) >> 16;
}
