import { z } from "zod";
import type { Setting } from "../../../core/settings.ts";

/** Red, green and blue. Units: 0 to 255 */
export type Rgb = readonly [number, number, number];

/**
 * The usual ten colours. They are the centres that k-means finds among 10,000 random colours, as in the data they are made
 * after; those darker than 80 of 255 were left out before, since they would hardly show on black. The two most alike are 88
 * apart in RGB, the darkest has the luminance 111.
 */
const named: Readonly<Record<string, string>> = {
  orange: "#cc5f38",
  yellow: "#c5cc38",
  green: "#3fd845",
  "dark green": "#468230",
  turquoise: "#46d6c6",
  blue: "#2982b8",
  violet: "#8170da",
  pink: "#da56be",
  grey: "#8a877a",
  white: "#c6d0bd",
};

/** The usual colours as `#rrggbb`. */
export const usualPalette: readonly string[] = Object.values(named);

/** What a colour is called: its name where it is one of the usual ones, else how it is written. */
export function nameOfColour(colour: string): string {
  return Object.keys(named).find((name) => named[name] === colour) ?? colour;
}

/** The parts of a colour that is written as `#rrggbb`. */
export function rgbOf(colour: string): Rgb {
  const bits = Number.parseInt(colour.slice(1), 16);
  return [bits >> 16, (bits >> 8) & 255, bits & 255];
}

/** Two or more different colours. */
export const paletteSetting: Setting<readonly string[]> = {
  schema: z.preprocess(
    (given) => (Array.isArray(given) ? given : String(given).toLowerCase().split(",")),
    z
      .array(z.string().regex(/^#[0-9a-f]{6}$/))
      .min(2)
      .max(256)
      .refine((colours) => new Set(colours).size === colours.length),
  ),
  default: usualPalette,
  description: "colours that digits come in",
  needs: "different colours such as #ff0000,#00ff00",
};
