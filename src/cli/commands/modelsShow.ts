import { wholeNumber } from "../../core/settings.ts";
import { showShape } from "../../core/shape.ts";
import { backendKeys, recomputeKey } from "../../experiments/commonKeys.ts";
import { namedNetwork, optionKeys } from "../../experiments/namedNetwork.ts";
import { partOf, resolveParts } from "../../experiments/resolveParts.ts";
import { hasWeights, matchChosenWeights, weightsKeys } from "../../experiments/weightsKeys.ts";
import { isPerfect } from "../../nn/matchWeights.ts";
import { describeNetwork } from "../../nn/network.ts";
import type { ReceptiveField } from "../../nn/receptiveField.ts";
import { makeNetwork } from "../../zoo/index.ts";
import { optionText } from "../../zoo/options.ts";
import type { Command } from "../command.ts";
import { memoryPlan, memoryText } from "../memoryPlan.ts";
import { openBackend } from "../openBackend.ts";
import { textTable } from "../textTable.ts";
import { weightsTable } from "../weightsText.ts";

/** What `--memory` plans for, and weights that are to be compared with the network. */
const keys = {
  batch: wholeNumber(1, 32, "images a step, for --memory"),
  ...recomputeKey,
  ...backendKeys,
  ...weightsKeys,
};

/** Shows what a network consists of. */
export const modelsShow: Command = {
  keys,
  async run({ target, given, note, memory: wantsMemory }) {
    const entry = namedNetwork("models show", target);
    const name = String(target);
    const parts = { first: keys, second: optionKeys(entry), given };
    const [settings] = resolveParts(name, parts);
    const network = makeNetwork(name, partOf(given, entry.choices));
    const description = describeNetwork(network);
    const { parameterCount, trainableCount, bufferCount, layers } = description;
    const stages = description.outputs.filter((output) => !layers.includes(output));
    const macs = layers.reduce((sum, layer) => sum + layer.macs, 0);
    const { title, source, inputShape, classes, options } = network;
    const { choices } = entry;
    const json = { name, title, source, inputShape, classes, options, choices };
    const columns = ["layer", "output", "parameters", "MACs", "sees"];
    const rows = layers.map(({ name, shape, parameterCount, macs, receptiveField }) => [
      name,
      showShape(shape),
      parameterCount,
      macs,
      fieldText(receptiveField),
    ]);
    const optionRows = Object.entries(options).map(([key, value]) => [
      key,
      value,
      optionText(choices[key]!),
    ]);
    const { batch, recompute } = settings;
    const memory = wantsMemory
      ? memoryPlan({
          network,
          backend: await openBackend(settings, { given, note }),
          batch,
          recompute: recompute === "blocks",
        })
      : undefined;
    const match = hasWeights(settings) ? await matchChosenWeights(network, settings) : undefined;
    return {
      json: {
        ...json,
        layers,
        stages,
        parameterCount,
        trainableCount,
        bufferCount,
        macs,
        memory,
        match,
      },
      text: [
        `${title}: ${showShape(inputShape)} -> ${classes} classes`,
        `Source: ${source}`,
        "",
        textTable({ columns, rows }),
        "",
        namesText(layers.map(({ name }) => name)),
        ...stagesText(stages.map(({ name }) => name)),
        "",
        `${trainableCount.toLocaleString("en-US")} trained numbers${maskText(parameterCount - trainableCount)}, ${macs.toLocaleString("en-US")} multiply-adds an image`,
        ...(optionRows.length === 0
          ? []
          : ["", textTable({ columns: ["option", "value", "choices"], rows: optionRows })]),
        ...(memory ? ["", memoryText(memory, batch)] : []),
        ...(match ? ["", weightsTable(match)] : []),
      ].join("\n"),
      exitCode: match && settings.strict && !isPerfect(match) ? 1 : 0,
    };
  },
};

/** How layers are named to those who look into them. */
function namesText(names: readonly string[]): string {
  const last = names.at(-2) ?? names[0]!;
  return `Probes look into layers by these names, as in layers=${last}+${names.at(-1)}, or by patterns, as in layers=${patternOf(names)}: * stands for anything, / and . for the same`;
}

/** What lies within layers, where there is anything. */
function stagesText(names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  return [`Within layers, only for those who name them: ${names.join(", ")}`];
}

/** What names of several layers begin with, up to a dot or a digit: `conv*`, `layer1.*`; else what none is left out by. */
function patternOf(names: readonly string[]): string {
  const stems = names.flatMap((name) => /^([a-z]+(?=\d)|[^.]+\.)/i.exec(name)?.[0] ?? []);
  const countOf = (stem: string) => names.filter((name) => name.startsWith(stem)).length;
  const several = stems.filter((stem) => countOf(stem) > 1 && countOf(stem) < names.length);
  const [commonest] = several.toSorted((a, b) => countOf(b) - countOf(a));
  return `${commonest ?? ""}*`;
}

function maskText(masked: number): string {
  return masked === 0
    ? ""
    : ` (and ${masked.toLocaleString("en-US")} stored that a mask holds at 0)`;
}

/** Units: pixels */
function fieldText(field: ReceptiveField | null): string {
  return field === null ? "all" : field.size.join("×");
}
