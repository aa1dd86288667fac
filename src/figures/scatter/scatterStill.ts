import type { Canvas } from "../canvas.ts";
import { classLegend, className, classStyles } from "../classStyles.ts";
import { dotPanel } from "../dotPanel.ts";
import { type Drawing, grid, stack } from "../drawing.ts";
import { innerWidth } from "../figure.ts";
import type { Scatter, ScatterPicture } from "./scatter.ts";

/** Which pictures stand side by side on paper and where no script runs. */
export interface StillOptions {
  /** Name of a choice, or `epoch`. */
  readonly rows: string;
  /** Name of a choice, or `epoch`. */
  readonly columns: string;
  /**
   * What all of them share, by the name of a choice or `epoch`; by default each choice has its first value, and the epoch is
   * the last.
   */
  readonly where?: Readonly<Record<string, string | number>>;
}

/** A drawing of some pictures of a scatter, and the numbers in it. */
export interface ScatterStill {
  readonly drawing: Drawing;
  readonly data: readonly Readonly<Record<string, string | number>>[];
}

const columnGap = 8;
/** In pixels: smaller symbols are all alike, and classes of one colour could not be told apart. */
const leastRadius = 1.3;
const mostRadius = 2.3;

/**
 * Pictures of a scatter in rows and columns; where there is none of a kind, its place is empty.
 *
 * @throws {RangeError} when there is no choice of a name, or no picture of what is shared
 */
export function scatterStill(
  canvas: Canvas,
  scatter: Scatter,
  options: StillOptions,
): ScatterStill {
  const { labels, classes, pictures } = scatter;
  const { rows, columns } = options;
  const shown = shownOf(pictures, options);
  const presentOf = (name: string) =>
    valuesOf(pictures, name).filter((value) => shown.some((one) => kindOf(one, name) === value));
  const rowValues = presentOf(rows);
  const columnValues = presentOf(columns);
  const count = columnValues.length;
  const width = Math.min(230, Math.floor((innerWidth - columnGap * (count - 1)) / count));
  const styles = classStyles(labels, classes);
  const roomy = (0.2 * width) / Math.sqrt(labels.length);
  const radius = Math.max(leastRadius, Math.min(mostRadius, roomy));
  const panels = rowValues.flatMap((row) =>
    columnValues.map((column): Drawing => {
      const picture = shown.find(
        (one) => kindOf(one, rows) === row && kindOf(one, columns) === column,
      );
      if (!picture) return { width, height: width, body: "" };
      const title = [...(rowValues.length > 1 ? [textOf(rows, row)] : []), textOf(columns, column)];
      return dotPanel(canvas, {
        title: title.join(", "),
        positions: picture.positions,
        labels,
        styles,
        width,
        radius,
        titleSize: width < 150 ? 10.5 : 13,
      });
    }),
  );
  const legend = classLegend(canvas, styles, classes);
  return {
    drawing: stack([legend, grid(panels, { columns: count, columnGap, rowGap: 8 })], 8),
    data: shown.flatMap((picture) => rowsOf(picture, scatter)),
  };
}

function shownOf(
  pictures: readonly ScatterPicture[],
  { rows, columns, where = {} }: StillOptions,
): readonly ScatterPicture[] {
  const names = [...Object.keys(pictures[0]!.choices), "epoch"];
  const unknown = [rows, columns, ...Object.keys(where)].find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(
      `Cannot draw pictures by "${unknown}": there is no such choice, needs one of ${names.join(", ")}`,
    );
  }
  const shared = names.filter((name) => name !== rows && name !== columns);
  let shown = pictures;
  for (const name of shared) {
    const all = valuesOf(shown, name);
    const value = where[name] ?? all.at(name === "epoch" ? -1 : 0);
    if (!all.some((one) => one === value)) {
      throw new RangeError(
        `Cannot draw pictures of ${textOf(name, value ?? "")}: there are none, needs one of ${all.join(", ")}`,
      );
    }
    shown = shown.filter((picture) => kindOf(picture, name) === value);
  }
  return shown;
}

/** Epochs rise; other values stand as they come. */
function valuesOf(pictures: readonly ScatterPicture[], name: string): readonly (string | number)[] {
  const values = [...new Set(pictures.map((picture) => kindOf(picture, name)))];
  return name === "epoch" ? values.sort((a, b) => Number(a) - Number(b)) : values;
}

function kindOf({ choices, epoch }: ScatterPicture, name: string): string | number {
  return name === "epoch" ? epoch : choices[name]!;
}

function textOf(name: string, value: string | number): string {
  return name === "epoch" ? `epoch ${value}` : String(value);
}

function rowsOf({ choices, epoch, positions }: ScatterPicture, { labels, classes }: Scatter) {
  return Array.from(labels, (label, at) => ({
    ...choices,
    epoch,
    image: at + 1,
    class: className(label, classes),
    x: rounded(positions[2 * at]!),
    y: rounded(positions[2 * at + 1]!),
  }));
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
