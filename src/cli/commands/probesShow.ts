import { UsageError } from "../../core/errors.ts";
import type { Setting } from "../../core/settings.ts";
import { findProbe } from "../../experiments/probes/findProbe.ts";
import { cadences } from "../../experiments/probes/planProbes.ts";
import { keysOf } from "../../probing/resolveOptions.ts";
import type { Command } from "../command.ts";
import { noMore } from "../noMore.ts";
import { textTable } from "../textTable.ts";
import { cadenceTexts, imagesText } from "./probesLs.ts";

/** Shows what a probe asks, what its numbers assume, and what may be set. */
export const probesShow: Command = {
  keys: {},
  async run({ target, given }) {
    if (target === undefined) {
      throw new UsageError(
        'Cannot run "probes show": no probe was named, needs one; `learnscope probes ls` lists them',
      );
    }
    noMore("probes show", Object.keys(given));
    const { probe, file } = await findProbe(target);
    const { id, title, question, source, caveats, cadence, version, untrained } = probe;
    const own = new Map<string, Setting<unknown>>(Object.entries(keysOf(probe)));
    const cadenceKey = { ...cadences, default: cadence, description: "when a training asks it" };
    const keys = new Map<string, Setting<unknown>>([...own, ["cadence", cadenceKey]]);
    const listed = [...keys].map(([key, { default: value, description, needs }]) => ({
      key,
      default: value,
      needs,
      description,
    }));
    return {
      json: {
        id,
        version,
        title,
        question,
        source,
        caveats,
        cadence,
        untrained,
        keys: listed,
        file,
      },
      text: [
        title,
        question,
        `Source: ${source}`,
        `Looks at: ${probe.images ? `${imagesText(probe)} images` : "the weights alone"}`,
        `A training asks it after: ${cadence === "log2" ? "epochs " : ""}${cadenceTexts[cadence]}${cadence === "end" ? " epoch" : ""}`,
        ...(untrained ? ["Beside it: 3 networks of the same kind that have learned nothing"] : []),
        ...caveats.map((caveat) => `Mind: ${caveat}`),
        "",
        textTable({
          columns: ["key", "default", "is", "meaning"],
          rows: listed.map(({ key, default: value, needs, description }) => [
            key,
            String(value),
            key === "layers" ? "names or patterns" : needs.replaceAll('"', ""),
            description,
          ]),
        }),
        "",
        `While a network learns: learnscope train … probes=${target}${exampleOf(listed, ":")}:cadence=every`,
        `Of a run that is there: learnscope probe ${target} newest${exampleOf(listed, " ")}`,
      ].join("\n"),
    };
  },
};

/** One option as it is typed; nothing where there is none. */
function exampleOf(
  keys: readonly { readonly key: string; readonly default: unknown }[],
  before: string,
): string {
  const shown =
    keys.find(({ key }) => key === "count") ?? keys.find(({ key }) => key !== "cadence");
  return shown ? `${before}${shown.key}=${String(shown.default)}` : "";
}
