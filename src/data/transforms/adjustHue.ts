/**
 * Turns the colours of an image around the colour circle, in place: hue, saturation and value become bytes on the way, so
 * that even a turn by 0 changes colours a little. Grey has no hue and stays; so does an image of one channel.
 *
 * Shape: image [C, H, W] with C 1 or 3
 * @param turn - part of the circle, from -0.5 to 0.5
 * @source torchvision 0.14.1, functional_pil.adjust_hue; Pillow 9.4, src/libImaging/Convert.c, there after Python's colorsys
 */
export function adjustHue(image: Uint8Array, turn: number, channels: number): void {
  if (channels === 1) return;
  const size = image.length / 3;
  const added = Math.trunc(turn * 255);
  for (let i = 0; i < size; i++) {
    const [red, green, blue] = [image[i]!, image[size + i]!, image[2 * size + i]!];
    const value = Math.max(red, green, blue);
    const range = value - Math.min(red, green, blue);
    const saturation = range === 0 ? 0 : Math.trunc(Math.fround(range / value) * 255);
    // Too little colour for a byte: without saturation all channels are the value.
    if (saturation === 0) {
      image[i] = image[size + i] = image[2 * size + i] = value;
      continue;
    }
    const hue = (hueOf(red, green, blue) + added) & 255;
    const [sector, f] = [sectorOf[hue]!, fractionOf[hue]!];
    const s = Math.fround(saturation / 255);
    const p = Math.round(value * (1 - s));
    const q = Math.round(value * (1 - Math.fround(s * f)));
    const t = Math.round(value * (1 - s * (1 - f)));
    image[i] = pick(redIs[sector]!, value, p, sector % 2 === 0 ? t : q);
    image[size + i] = pick(greenIs[sector]!, value, p, sector % 2 === 0 ? t : q);
    image[2 * size + i] = pick(blueIs[sector]!, value, p, sector % 2 === 0 ? t : q);
  }
}

/** Where on the circle, in six sectors, each hue lies, and how far into the sector. */
const sectorOf = new Uint8Array(256);
const fractionOf = new Float32Array(256);
for (let hue = 0; hue < 256; hue++) {
  const place = (hue * 6) / 255;
  fractionOf[hue] = place - Math.floor(place);
  sectorOf[hue] = Math.floor(place) % 6;
}

/** What a channel is in each sector: 0 the value, 1 the least, 2 what lies between. */
const redIs = Uint8Array.of(0, 2, 1, 1, 2, 0);
const greenIs = Uint8Array.of(2, 0, 0, 2, 1, 1);
const blueIs = Uint8Array.of(1, 1, 2, 0, 0, 2);

function pick(which: number, value: number, least: number, middle: number): number {
  return which === 0 ? value : which === 1 ? least : middle;
}

/** The hue of a colour that is not grey, as a byte. */
function hueOf(red: number, green: number, blue: number): number {
  const value = Math.max(red, green, blue);
  const range = value - Math.min(red, green, blue);
  const r = Math.fround((value - red) / range);
  const g = Math.fround((value - green) / range);
  const b = Math.fround((value - blue) / range);
  const sixths = red === value ? Math.fround(b - g) : green === value ? 2 + r - b : 4 + g - r;
  return Math.trunc(Math.fround((Math.fround(sixths) / 6 + 1) % 1) * 255);
}
