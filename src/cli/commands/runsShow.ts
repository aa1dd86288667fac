import { UsageError } from "../../core/errors.ts";
import { resolveSettings, text } from "../../core/settings.ts";
import { runsKeys } from "../../experiments/commonKeys.ts";
import { runCurves } from "../../experiments/runCurves.ts";
import { type RunDetails, readRunDetails } from "../../experiments/runDetails.ts";
import { numberCell } from "../../figures/estimates.ts";
import { findEntry } from "../../runs/findRuns.ts";
import { writeFigures } from "../../studies/writeFigures.ts";
import type { Command } from "../command.ts";
import { plainEntry } from "../runsTable.ts";
import { runText } from "../runText.ts";

const keys = {
  ...runsKeys,
  to: text("", "folder for pictures of the curves; none by default"),
};

/** Tells all about one run. */
export const runsShow: Command = {
  keys,
  async run({ target, given }) {
    if (target === undefined) {
      throw new UsageError(
        'Cannot run "runs show": no run was named, needs one; `learnscope runs ls` lists them',
      );
    }
    const { runs, to } = resolveSettings("runs show", keys, { given });
    const details = await readRunDetails(await findEntry(runs, target));
    const { entry, history } = details;
    const figures = to === "" ? [] : await runCurves(history, { ...entry, name: entry.label });
    const files = await writeFigures(to, figures);
    const words = [runText(details, Date.now()), ...files];
    return { json: { ...plainDetails(details), files }, text: words.join("\n") };
  },
};

/** The details with words for numbers that JSON does not have. */
function plainDetails({ entry, history, cells, ...details }: RunDetails): object {
  return {
    ...plainEntry(entry),
    ...details,
    history: history.map((metrics) =>
      Object.fromEntries(
        Object.entries(metrics).map(([name, value = Number.NaN]) => [name, numberCell(value)]),
      ),
    ),
    cells: cells.map(plainEntry),
  };
}
