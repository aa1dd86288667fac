/**
 * How figures look. Colours stand in the drawings as plain attributes with their light values, which every program that
 * reads SVG understands; a style sheet replaces them where the reader prefers dark, but never on paper.
 */

/** Helvetica and the fonts that share its widths, so that text measured here fits wherever it is shown. */
export const fontFamily =
  "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'Hiragino Sans', 'Noto Sans CJK JP', 'Yu Gothic', sans-serif";

/** Colours with a role. */
export const colours = {
  background: "#ffffff",
  ink: "#1b1f24",
  /** Text and lines of second rank, still of contrast 6 on the background. */
  soft: "#57606a",
  /** Grid lines, and areas behind everything else. */
  faint: "#d9dee4",
  alarm: "#b3261e",
} as const;

/** What takes the place of a colour on dark pages. The other colours serve both. */
const darkColours: readonly (readonly [light: string, dark: string])[] = [
  [colours.background, "#14171b"],
  [colours.ink, "#e6e9ec"],
  [colours.soft, "#a4adb7"],
  [colours.faint, "#353c45"],
  [colours.alarm, "#ff7a70"],
  ["#0072b2", "#2b8cd0"],
];

/**
 * Eight colours that remain apart under every common colour blindness, strongest on white first; their black is the
 * ink.
 *
 * @source Okabe & Ito 2008, "Color Universal Design"
 */
const seriesColours = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#e69f00",
  "#56b4e9",
  colours.ink,
  "#f0e442",
] as const;

const seriesSymbols = [
  "circle",
  "square",
  "triangle",
  "diamond",
  "cross",
  "star",
  "hexagon",
  "wye",
] as const;

const seriesDashes = [
  "none",
  "7 3",
  "2 2.5",
  "9 3 2 3",
  "14 4",
  "5 2 1.5 2 1.5 2",
  "1 4",
  "4 4",
] as const;

/** How one series looks in every figure. */
export interface SeriesStyle {
  readonly colour: string;
  readonly symbol: (typeof seriesSymbols)[number];
  /** As in `stroke-dasharray`. */
  readonly dash: string;
}

/** The look of the series that comes at `index`: colour, symbol and dash each tell it apart from its neighbours. */
export function seriesStyle(index: number): SeriesStyle {
  const round = Math.floor(index / seriesColours.length);
  return {
    colour: seriesColours[index % seriesColours.length]!,
    // Past the eighth, a colour comes back with another symbol and dash.
    symbol: seriesSymbols[(index + round) % seriesSymbols.length]!,
    dash: seriesDashes[(index + round) % seriesDashes.length]!,
  };
}

/**
 * The look of each name. Looks are dealt in the order of `all`, which may hold names that are not shown: so a network
 * looks the same in every figure of a report.
 */
export function seriesStyles(
  names: readonly string[],
  all: readonly string[] = names,
): ReadonlyMap<string, SeriesStyle> {
  const order = [...new Set([...all, ...names])];
  return new Map(order.map((name, index) => [name, seriesStyle(index)]));
}

/** Style sheet of the SVG whose root has the id `id`, and of nothing else on the page. */
export function themeStyle(id: string): string {
  const rules = darkColours.flatMap(([light, dark]) => [
    `#${id}[color="${light}"]{color:${dark}}`,
    `#${id} [fill="${light}"]{fill:${dark}}`,
    `#${id} [stroke="${light}"]{stroke:${dark}}`,
  ]);
  return `@media screen and (prefers-color-scheme:dark){${rules.join("")}}`;
}
