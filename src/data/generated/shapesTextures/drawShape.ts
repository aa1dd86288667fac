import type { Look } from "./looks.ts";
import { reach, type SignedDistance } from "./shapes.ts";
import type { Pattern } from "./textures.ts";

/** What is drawn: a silhouette, what fills it, and how. */
export interface Drawing {
  readonly shape: SignedDistance;
  readonly texture: Pattern;
  readonly look: Look;
}

type Rgb = readonly [number, number, number];

/**
 * Draws a silhouette filled with a texture of two colours on a plain background whose brightness lies between the two.
 * Edges are smooth: a pixel is covered by as much as its middle lies within half a pixel of the edge.
 *
 * Shape: image [3, size, size], all of it written
 */
export function drawShape(
  image: Uint8Array,
  size: number,
  { shape, texture, look }: Drawing,
): void {
  const { radius, moveX, moveY, turn, period, textureTurn, phaseU, phaseV, roll } = look;
  const pixel = 2 / size;
  const [centreX, centreY] = [moveX * (1 - radius), moveY * (1 - radius)];
  const [cosine, sine] = [Math.cos(turn) / radius, Math.sin(turn) / radius];
  const [textureCosine, textureSine] = [
    Math.cos(textureTurn) / period,
    Math.sin(textureTurn) / period,
  ];
  const { background, marks, ground } = coloursOf(look);
  const plane = size * size;
  const farthest = (reach * radius + pixel) ** 2;
  for (let row = 0; row < size; row++) {
    const y = (row + 0.5) * pixel - 1 - centreY;
    for (let column = 0; column < size; column++) {
      const x = (column + 0.5) * pixel - 1 - centreX;
      let inside = 0;
      if (x * x + y * y < farthest) {
        const distance = shape(cosine * x + sine * y, cosine * y - sine * x);
        inside = coverage((radius * distance) / pixel);
      }
      let mark = 0;
      if (inside > 0) {
        const u = textureCosine * x + textureSine * y + phaseU;
        const v = textureCosine * y - textureSine * x + phaseV;
        mark = coverage((period * texture(u, v, roll)) / pixel);
      }
      for (let channel = 0; channel < 3; channel++) {
        const filling = ground[channel]! + (marks[channel]! - ground[channel]!) * mark;
        const colour = background[channel]! + (filling - background[channel]!) * inside;
        image[channel * plane + row * size + column] = Math.round(255 * colour);
      }
    }
  }
}

/** How much of a pixel lies within an edge that is `distance` pixels from its middle. */
function coverage(distance: number): number {
  return Math.min(1, Math.max(0, 0.5 - distance));
}

function coloursOf(look: Look): Record<"background" | "marks" | "ground", Rgb> {
  const { background, lighter, darker, polarity } = look;
  const light = colourOf(background + lighter, look.lightChroma, look.lightHue);
  const dark = colourOf(background - darker, look.darkChroma, look.darkHue);
  return {
    background: colourOf(background, look.backgroundChroma, look.backgroundHue),
    ...(polarity < 0.5 ? { marks: dark, ground: light } : { marks: light, ground: dark }),
  };
}

/** The colour of a hue whose channels have `brightness` as their mean, or nearly so where one would leave 0 to 1. */
function colourOf(brightness: number, chroma: number, hue: number): Rgb {
  const channel = (at: number) =>
    Math.min(1, Math.max(0, brightness + chroma * Math.cos(hue - at)));
  return [channel(0), channel((2 * Math.PI) / 3), channel((4 * Math.PI) / 3)];
}
