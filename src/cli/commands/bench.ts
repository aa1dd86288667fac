import type { StepProfile } from "../../backends/backend.ts";
import { wholeNumber } from "../../core/settings.ts";
import type { Shape } from "../../core/shape.ts";
import { backendKeys, recomputeKey } from "../../experiments/commonKeys.ts";
import { fittingOptions } from "../../experiments/fittingOptions.ts";
import { namedNetwork, optionKeys } from "../../experiments/namedNetwork.ts";
import { partOf, resolveParts } from "../../experiments/resolveParts.ts";
import { percent } from "../../figures/text.ts";
import { makeNetwork, type NetworkEntry } from "../../zoo/index.ts";
import type { GivenOptions } from "../../zoo/options.ts";
import { benchStep } from "../benchStep.ts";
import type { Command } from "../command.ts";
import { dryRun } from "../dryRun.ts";
import { openBackend } from "../openBackend.ts";
import { peakMemoryMiB } from "../peakMemory.ts";
import { textTable } from "../textTable.ts";

const keys = {
  batch: wholeNumber(1, 64, "images a step"),
  steps: wholeNumber(1, 200, "steps to time"),
  ...backendKeys,
  ...recomputeKey,
};

/** Times a network's training step on this machine. */
export const bench: Command = {
  keys,
  async run({ target: name = "lenet5", given, note, dryRun: isDry, profile: wantsProfile }) {
    const entry = namedNetwork("bench", name);
    const [settings] = resolveParts("bench", { first: keys, second: optionKeys(entry), given });
    const network = makeNetwork(name, { ...benchOptions(entry), ...partOf(given, entry.choices) });
    if (isDry) return dryRun({ name, ...settings, ...network.options });
    const backend = await openBackend(settings, { given, note });
    const { batch, steps } = settings;
    const recompute = settings.recompute === "blocks";
    const timed = benchStep({ network, backend, batch, steps, recompute });
    const { medianMs, minMs, profile } = timed;
    const json = {
      engine: backend.description,
      name,
      inputShape: network.inputShape,
      classes: network.classes,
      batch,
      precision: backend.precision,
      steps,
      medianMs: rounded(medianMs),
      minMs: rounded(minMs),
      imagesPerSecond: Math.round((1000 * batch) / medianMs),
      peakRssMiB: Math.round(peakMemoryMiB()),
      outsidePrimitives: outsidePrimitives(profile, medianMs),
    };
    return {
      json: wantsProfile ? { ...json, profile } : json,
      text: [textOf(json), ...(wantsProfile ? ["", profileTable(profile)] : [])].join("\n"),
    };
  },
};

/** Networks that have a form for small images are timed in it, on images such as CIFAR-10's. */
function benchOptions(entry: NetworkEntry): GivenOptions {
  const images = { channels: 3, height: 32, width: 32, classes: 10 };
  return "form" in entry.choices ? fittingOptions(entry, images) : {};
}

interface BenchResult {
  readonly engine: string;
  readonly name: string;
  readonly inputShape: Shape;
  readonly classes: number;
  readonly batch: number;
  readonly precision: string;
  readonly steps: number;
  readonly medianMs: number;
  readonly minMs: number;
  readonly imagesPerSecond: number;
  readonly peakRssMiB: number;
  readonly outsidePrimitives: number | null;
}

function textOf(result: BenchResult): string {
  const { engine, name, batch, precision, steps, medianMs, minMs, outsidePrimitives } = result;
  const task = `${result.inputShape.join("×")} -> ${result.classes} classes`;
  const outside =
    outsidePrimitives === null
      ? ""
      : `; share of step time outside oneDNN primitives: ${percent(outsidePrimitives, 1)}`;
  return [
    engine,
    `${name}, ${task}, batch ${batch}, ${precision}: ${medianMs} ms a step (median of ${steps}, fastest ${minMs}), ${result.imagesPerSecond.toLocaleString("en-US")} images a second`,
    `peak memory ${result.peakRssMiB} MiB${outside}`,
  ].join("\n");
}

/**
 * Share of a step's time that no primitive of a library takes: loops of our own, calls, waiting. The profile's clock
 * makes primitives look a little slower than they are, but the loops alone are certainly outside.
 */
function outsidePrimitives(profile: readonly StepProfile[], medianMs: number): number | null {
  const inside = profile.filter(({ implementation }) => implementation !== "loop");
  if (inside.length === 0) return null;
  const loops = profile.filter(({ implementation }) => implementation === "loop");
  const all = millisecondsOf(profile);
  return rounded(Math.max(millisecondsOf(loops) / all, 1 - millisecondsOf(inside) / medianMs));
}

function millisecondsOf(steps: readonly StepProfile[]): number {
  return steps.reduce((sum, { microseconds }) => sum + microseconds, 0) / 1000;
}

function profileTable(profile: readonly StepProfile[]): string {
  const total = profile.reduce((sum, { microseconds }) => sum + microseconds, 0);
  const rows = profile.map(({ name, layer, implementation, shape, microseconds }) => [
    name,
    layer ?? null,
    implementation,
    shape,
    rounded(microseconds),
    percent(microseconds / total, 1),
  ]);
  return textTable({ columns: ["step", "layer", "implementation", "shape", "µs", "share"], rows });
}

function rounded(value: number): number {
  return Math.round(1000 * value) / 1000;
}
