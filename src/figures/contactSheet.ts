import { grid } from "./drawing.ts";
import { type Figure, type FigureText, figureOf, innerWidth } from "./figure.ts";
import { imageTile } from "./imageTile.ts";
import type { PixelImage } from "./png.ts";

/** One image of a contact sheet. */
export interface LabelledImage extends PixelImage {
  readonly label: string;
  /** Puts the image in a heavy red frame, such as for a wrong answer. */
  readonly isMarked?: boolean;
}

export interface ContactSheetOptions extends Partial<FigureText> {
  readonly columns?: number;
}

/** Images in a grid, each over its label. */
export async function contactSheet(
  images: readonly LabelledImage[],
  { columns = 10, ...text }: ContactSheetOptions = {},
): Promise<Figure> {
  const gap = 8;
  const size = Math.min(112, Math.floor((innerWidth - (columns - 1) * gap) / columns) - 5);
  const tiles = images.map((image) =>
    imageTile({
      image,
      label: image.label,
      emphasis: image.isMarked ? "alarm" : "none",
      size,
      description: image.label,
    }),
  );
  const defaults: FigureText = {
    id: "contact-sheet",
    title: `${images.length} images`,
    caption: "Images with their labels; those to look at stand in heavy red frames.",
  };
  const data = images.map(({ label, isMarked = false }, index) => ({
    index,
    label,
    marked: isMarked,
  }));
  return figureOf(
    { ...defaults, ...text },
    grid(tiles, { columns, columnGap: gap, rowGap: 6 }),
    data,
  );
}
