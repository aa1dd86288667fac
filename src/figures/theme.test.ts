import { expect, test } from "vitest";
import { colours, seriesStyle, seriesStyles, themeStyle } from "./theme.ts";

test("seriesStyle() never repeats a look among the first 64, nor colour, symbol or dash among 8", () => {
  const looks = Array.from({ length: 64 }, (_, index) => seriesStyle(index));
  expect(new Set(looks.map((look) => JSON.stringify(look))).size).toBe(64);
  for (const key of ["colour", "symbol", "dash"] as const) {
    expect(new Set(looks.slice(0, 8).map((look) => look[key])).size).toBe(8);
  }
});

test("seriesStyles() deals looks in the order of all names", () => {
  const styles = seriesStyles(["c", "x"], ["a", "b", "c"]);
  expect(styles.get("c")).toEqual(seriesStyle(2));
  expect(styles.get("x")).toEqual(seriesStyle(3));
});

test("themeStyle() replaces colours on dark screens only, inside its own figure", () => {
  const style = themeStyle("fig");
  expect(style).toMatch(/^@media screen and \(prefers-color-scheme:dark\)\{/);
  expect(style).toContain(`#fig [fill="${colours.background}"]{fill:`);
});

test.each([
  ["ink", 7],
  ["soft", 4.5],
  ["alarm", 4.5],
] as const)(
  "the colour %s stands out from the background, light and dark, by %d to 1",
  (role, least) => {
    const dark = (light: string) =>
      themeStyle("fig").match(new RegExp(`\\[fill="${light}"\\]\\{fill:(#\\w+)`))![1]!;
    expect(contrast(colours[role], colours.background)).toBeGreaterThan(least);
    expect(contrast(dark(colours[role]), dark(colours.background))).toBeGreaterThan(least);
  },
);

/** @source WCAG 2.2, "contrast ratio" and "relative luminance" */
function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
