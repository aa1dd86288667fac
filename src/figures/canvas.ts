type PlotLibrary = typeof import("@observablehq/plot");

/** What figures are drawn with: the chart library, and a document for it to put its elements in. */
export interface Canvas {
  readonly Plot: PlotLibrary;
  readonly document: Document;
  serialize(node: Node): string;
}

let canvas: Promise<Canvas> | undefined;

/**
 * Loads the chart library and a document on first use: together they take half a second, which only those who draw
 * should wait for.
 */
export function loadCanvas(): Promise<Canvas> {
  canvas ??= openCanvas();
  return canvas;
}

async function openCanvas(): Promise<Canvas> {
  const [Plot, { JSDOM }] = await Promise.all([import("@observablehq/plot"), import("jsdom")]);
  const { window } = new JSDOM();
  const serializer = new window.XMLSerializer();
  return {
    Plot,
    document: window.document,
    serialize: (node) => serializer.serializeToString(node),
  };
}
