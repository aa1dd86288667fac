import type { Figure } from "./figure.ts";

/** The same figure under another id, where a page has two of one id. */
export function withFigureId(figure: Figure, id: string): Figure {
  const old = figure.id;
  const svg = figure.svg
    .replaceAll(`id="${old}`, `id="${id}`)
    .replaceAll(`"${old}-title ${old}-description"`, `"${id}-title ${id}-description"`)
    .replaceAll(`#${old}`, `#${id}`);
  return { ...figure, id, svg };
}
