import { JSDOM } from "jsdom";

/** An SVG document as a browser would read it; malformed XML throws. */
export function parseSvg(svg: string): Document {
  return new JSDOM(svg, { contentType: "image/svg+xml" }).window.document;
}

/** What stands in the picture as text, in drawing order. */
export function textsOf(svg: string): string[] {
  return [...parseSvg(svg).querySelectorAll("text")].map((text) => text.textContent ?? "");
}

/** How many elements there are that a CSS selector matches. */
export function countOf(svg: string, selector: string): number {
  return parseSvg(svg).querySelectorAll(selector).length;
}
