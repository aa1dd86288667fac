import type { Figure } from "./figure.ts";

/** A figure as a PNG file, as it looks on a light page; `scale` is its pixels for each of the picture's. */
export async function renderPng({ svg }: Figure, scale = 2): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js");
  // The older word, which browsers take for something else, is the one that the library knows.
  const sharp = svg.replaceAll("image-rendering:pixelated", "image-rendering:optimizeSpeed");
  return new Resvg(sharp, { fitTo: { mode: "zoom", value: scale } }).render().asPng();
}
