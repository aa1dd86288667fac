import type { Backend, LiveValue } from "../backends/backend.ts";
import { bytesPerElement } from "../core/dtype.ts";
import { sizeOf } from "../core/shape.ts";
import { leavesOf } from "../graph/graph.ts";
import type { Network } from "../nn/network.ts";
import { sgd } from "../train/sgd.ts";
import { makeStatesFor } from "../train/states.ts";
import { trainGraph } from "../train/trainGraph.ts";
import { textTable } from "./textTable.ts";

export interface MemoryPlanOptions {
  readonly network: Network;
  readonly backend: Backend;
  readonly batch: number;
  readonly recompute: boolean;
}

/**
 * What a training step needs, SGD with momentum.
 *
 * Units: bytes
 */
export interface StepMemory {
  /** Each state: parameters, momentum, buffers. */
  readonly states: Readonly<Record<string, number>>;
  readonly inputs: number;
  /** Activations and gradients, as they share memory. */
  readonly intermediate: number;
  /** If each of them had memory of its own. */
  readonly intermediateApart: number;
  readonly scratchpad: number;
  readonly total: number;
  /** What is alive at the fullest moment, the largest first. */
  readonly peak: readonly LiveValue[];
}

/** Plans a network's training step without running it. */
export function memoryPlan({ network, backend, batch, recompute }: MemoryPlanOptions): StepMemory {
  const optimiser = sgd({ momentum: 0.9 });
  const graph = trainGraph({ network, optimiser, batchSize: batch, recompute });
  const executable = backend.compile(graph, makeStatesFor(graph, backend));
  const { apart, shared, scratchpad, peak } = executable.memory;
  executable.dispose();
  const states = leavesOf(graph, "state").map(({ name, value: { type } }) => {
    const bytes = bytesPerElement[type.dtype] * sizeOf(type.shape);
    return [name, bytes] as const;
  });
  const inputs = Object.values(executable.inputs).reduce(
    (sum, { byteLength }) => sum + byteLength,
    0,
  );
  const held = states.reduce((sum, [, bytes]) => sum + bytes, inputs);
  return {
    states: Object.fromEntries(states),
    inputs,
    intermediate: shared,
    intermediateApart: apart,
    scratchpad,
    total: held + shared + scratchpad,
    peak,
  };
}

/** Rows of the table of what is alive; the small rest stands in one line. */
const shown = 12;

/** The plan as two tables. */
export function memoryText(memory: StepMemory, batch: number): string {
  const { states, inputs, intermediate, intermediateApart, scratchpad, total, peak } = memory;
  const rest = peak.slice(shown);
  const parts = [
    ...Object.entries(states).map(([name, bytes]) => [name, mebibytes(bytes)]),
    ["inputs", mebibytes(inputs)],
    [
      `activations and gradients (unshared ${mebibytes(intermediateApart)})`,
      mebibytes(intermediate),
    ],
    ["scratchpad", mebibytes(scratchpad)],
    ["all", mebibytes(total)],
  ];
  const alive = peak
    .slice(0, shown)
    .map(({ bytes, name, layer, shape }) => [name, layer ?? null, shape, mebibytes(bytes)]);
  return [
    `Memory of a training step, batch ${batch}, SGD with momentum`,
    "",
    textTable({ columns: ["what", "MiB"], rows: parts }),
    "",
    "What is alive at its fullest moment",
    "",
    textTable({ columns: ["made by", "layer", "shape", "MiB"], rows: alive }),
    ...(rest.length === 0 ? [] : [`and ${rest.length} more, ${mebibytes(bytesOf(rest))} MiB`]),
  ].join("\n");
}

function bytesOf(values: readonly LiveValue[]): number {
  return values.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** With one decimal. */
function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toLocaleString("en-US", {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
}
