import type { ColourScale } from "./colourScale.ts";
import { textAt } from "./drawing.ts";
import { colours } from "./theme.ts";

/** A number as a colour, and where it stands, in pixels. */
export interface NumberSquare {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly value: number;
  /** Stands in the square; empty where it has no room. */
  readonly text: string;
  readonly textSize: number;
}

/** A square in the colour of its number, with the number in it; grey where the number is not finite. */
export function numberSquare(square: NumberSquare, scale: ColourScale): string {
  const { x, y, width, height, value, text, textSize } = square;
  const isKnown = Number.isFinite(value);
  const fill = isKnown ? scale.colourOf(value) : colours.faint;
  const rect = `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"/>`;
  if (text === "") return rect;
  const number = textAt(x + width / 2, y + height / 2 + 4, text, {
    size: textSize,
    anchor: "middle",
    colour: isKnown ? scale.inkOn(value) : colours.ink,
  });
  return rect + number;
}
