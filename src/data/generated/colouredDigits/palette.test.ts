import { expect, test } from "vitest";
import { UsageError } from "../../../core/errors.ts";
import { resolveSettings } from "../../../core/settings.ts";
import { nameOfColour, paletteSetting, rgbOf, usualPalette } from "./palette.ts";

const paletteOf = (given: unknown) =>
  resolveSettings("coloured-digits", { palette: paletteSetting }, { given: { palette: given } });

test("usualPalette has ten colours, of which any two are more than 60 apart", () => {
  const colours = usualPalette.map(rgbOf);
  expect(colours).toHaveLength(10);
  const distances = colours.flatMap((one, i) =>
    colours.slice(i + 1).map((other) => Math.hypot(...one.map((part, c) => part - other[c]!))),
  );
  expect(Math.floor(Math.min(...distances))).toBe(88);
});

test("usualPalette has no colour that is hardly seen on black", () => {
  const luminances = usualPalette.map((colour) => {
    const [red, green, blue] = rgbOf(colour);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  });
  expect(Math.floor(Math.min(...luminances))).toBe(111);
});

test("nameOfColour() has a name for each usual colour and writes out the others", () => {
  expect(new Set(usualPalette.map(nameOfColour)).size).toBe(10);
  expect(nameOfColour("#2982b8")).toBe("blue");
  expect(nameOfColour("#2982b9")).toBe("#2982b9");
});

test("rgbOf() reads red, green and blue", () => {
  expect(rgbOf("#ff8001")).toEqual([255, 128, 1]);
});

test("paletteSetting takes two colours or more", () => {
  expect(paletteOf("#FF0000,#00ff00")).toEqual({ palette: ["#ff0000", "#00ff00"] });
  expect(paletteOf(["#ff0000", "#00ff00", "#000001"]).palette).toHaveLength(3);
});

test.each(["#ff0000", "#ff0000,#FF0000", "red,green", "#ff0000,#00ff0", ""])(
  "paletteSetting refuses %j",
  (given) => {
    expect(() => paletteOf(given)).toThrow(
      new UsageError(
        `Cannot set palette of "coloured-digits": "${given}" was given, needs different colours such as #ff0000,#00ff00`,
      ),
    );
  },
);
