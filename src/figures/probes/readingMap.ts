import type { Drawing } from "../drawing.ts";
import { epochLabel } from "../epochLabel.ts";
import { type MatrixCell, matrixDrawing } from "../matrixMap.ts";
import type { QuantityParts, ReadingLine } from "./readingLines.ts";

/**
 * A quantity of many layers, classes or runs: these as rows, epochs as columns, and beside them networks that have learned
 * nothing.
 */
export function readingMap({
  quantity,
  format,
  lines,
  untrained,
  isLogarithmic,
}: QuantityParts): Promise<Drawing> {
  const epochs = [...new Set(lines.flatMap(({ points }) => points.map(({ epoch }) => epoch)))].sort(
    (a, b) => a - b,
  );
  const placeOf = placesOf(lines);
  const cells = lines.flatMap((line): MatrixCell[] => {
    const means = new Map(line.points.map(({ epoch, y }) => [epoch, y.n > 0 ? y.mean : null]));
    const columns = epochs.map((epoch) => {
      return { x: String(epoch), value: means.get(epoch) ?? null };
    });
    const others =
      untrained.size === 0 ? [] : [{ x: "untrained", value: meanOf(untrained.get(line.subject)) }];
    return [...columns, ...others].map((column) => ({ ...placeOf(line), ...column }));
  });
  const values = cells.flatMap(({ value }) => (value === null ? [] : [value]));
  return matrixDrawing(cells, {
    xLabel: epochLabel(epochs[0] === 0, "linear"),
    yLabel: "",
    valueLabel: quantity,
    format,
    isLogarithmic,
    scheme: hasBothSigns(values) ? "diverging" : "sequential",
  });
}

/** Runs side by side, or layers where there is one run and something of each. */
function placesOf(
  lines: readonly ReadingLine[],
): (line: ReadingLine) => { readonly panel: string; readonly y: string } {
  const countOf = (key: (line: ReadingLine) => string | undefined) => new Set(lines.map(key)).size;
  if (countOf(({ subject }) => subject) === 1) return ({ group }) => ({ panel: "", y: group });
  if (countOf(({ group }) => group) > 1) {
    return ({ group, subject, name }) => ({ panel: group, y: subject || name });
  }
  if (countOf(({ layer }) => layer) > 1 && countOf(({ of }) => of) > 1) {
    return ({ layer = "network", of = "whole" }) => ({ panel: layer, y: of });
  }
  return ({ name }) => ({ panel: "", y: name });
}

function meanOf(values: readonly number[] = []): number | null {
  if (values.length === 0) return null;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Neither sign a mere trace beside the other. */
function hasBothSigns(values: readonly number[]): boolean {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return Math.min(-least, most) > 0.1 * Math.max(-least, most);
}
