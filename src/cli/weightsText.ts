import { showShape } from "../core/shape.ts";
import type { ShapeMismatch, WeightsMatch } from "../nn/matchWeights.ts";
import type { LoadedWeights } from "../train/loadWeights.ts";
import { textTable } from "./textTable.ts";

/** Names shown of each kind. */
const shown = 4;

/** A table of what fits and what does not, with the first names of each kind. */
export function weightsTable(match: WeightsMatch): string {
  const rows = [
    ["fitting", match.fitting],
    ["missing", match.missing],
    ["unexpected", match.unexpected],
    ["misshaped", match.misshaped.map(mismatchText)],
    ["begin anew", match.replaced.map(mismatchText)],
    ["passed over", match.ignored],
  ] as const;
  return textTable({
    columns: ["tensors", "count", "names"],
    rows: rows.map(([kind, names]) => [kind, names.length, firstOf(names)]),
  });
}

/** What of a network does not come from the file it was to begin with, in a line for people. */
export function weightsLine(
  path: string,
  { match, rounded, isNormalisedOtherwise }: LoadedWeights,
): string {
  const { fitting, missing, unexpected, misshaped, replaced } = match;
  const anew = [...missing, ...[...misshaped, ...replaced].map(({ name }) => name)];
  const notes = [
    anew.length > 0 ? `${anew.length} begin anew (${firstOf(anew)})` : "",
    unexpected.length > 0 ? `${unexpected.length} were not asked for (${firstOf(unexpected)})` : "",
    rounded.length > 0 ? `${rounded.length} were rounded to float32 (${firstOf(rounded)})` : "",
    isNormalisedOtherwise
      ? "they were trained on images that were normalised otherwise: see `normalise=`"
      : "",
  ].filter((note) => note !== "");
  return [`weights: ${fitting.length} tensors from "${path}"`, ...notes].join("; ");
}

function mismatchText({ name, found, needed }: ShapeMismatch): string {
  return `${name} ${showShape(found)} instead of ${showShape(needed)}`;
}

function firstOf(names: readonly string[]): string {
  return [...names.slice(0, shown), ...(names.length > shown ? ["…"] : [])].join(", ");
}
