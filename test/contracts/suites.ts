import fc from "fast-check";
import { type OpName, ops } from "../../src/ops/index.ts";
import { linearCases, movementCases } from "./casePatterns.ts";
import { inBf16, mayBeBf16 } from "./inBf16.ts";
import { batchNormCases, layerNormCases } from "./normCases.ts";
import { opCases } from "./opCases.ts";
import type { OpCase } from "./runCase.ts";
import { convolutionCases, poolingCases, resizeCases } from "./windowCases.ts";

/** Cases that a backend is held to, under the tolerance of `op`. */
export interface Suite {
  readonly title: string;
  readonly op: OpName;
  readonly cases: fc.Arbitrary<OpCase>;
}

/** Around the 8 and 16 channels that vectorised layouts hold together. */
const manyChannels = fc.constantFrom(4, 7, 8, 9, 16, 17, 32);
/** One channel a group is depthwise; grouping has code of its own for 4, 8 and 16. */
const fewChannels = fc.constantFrom(1, 1, 2, 4, 5, 8);
const manyGroups = fc.constantFrom(7, 8, 16, 24, 32);
const manyFeatures = fc.constantFrom(15, 16, 17, 100, 300);

/** The cases of the table, and those that differ for a backend but not for the rules of the operation. */
export const suites: readonly Suite[] = [
  ...suitesOf("", opCases),
  ...suitesOf(" on many channels", {
    ...convolutionCases(manyChannels),
    ...poolingCases(manyChannels),
    ...resizeCases(manyChannels),
    ...linearCases(manyFeatures),
    ...batchNormCases(manyChannels),
    ...layerNormCases(manyFeatures),
  }),
  ...suitesOf(" in many groups", convolutionCases(fewChannels, "none", manyGroups)),
  ...suitesOf(" with relu fused", batchNormCases(manyChannels, "relu")),
  ...(["relu", "tanh", "sigmoid"] as const).flatMap((activation) =>
    suitesOf(` with ${activation} fused`, {
      conv2d: convolutionCases(manyChannels, activation).conv2d,
      linear: linearCases(manyFeatures, activation).linear,
    }),
  ),
  ...suitesOf(" of integers", movementCases("i32")),
  ...suitesOf(" of bytes", movementCases("u8")),
  ...suitesOf(" on equal elements and zeros", {
    relu: tied("relu"),
    reluGrad: tied("reluGrad"),
    maxPool2d: tied("maxPool2d"),
    maxPool2dGrad: tied("maxPool2dGrad"),
    max: tied("max"),
    argMax: tied("argMax"),
    maximum: tied("maximum"),
    minimum: tied("minimum"),
    equal: tied("equal"),
    less: tied("less"),
    lessEqual: tied("lessEqual"),
    elementwise: tied("elementwise"),
    elementwiseGrad: tied("elementwiseGrad"),
  }),
];

/** The cases of all operations that mixed precision may give bf16, on bf16. */
export const bf16Suites: readonly Suite[] = suites
  .filter(({ op }) => mayBeBf16(op))
  .map(({ cases, ...own }) => ({ ...own, cases: cases.map(inBf16) }));

type Table = { readonly [Name in OpName]?: fc.Arbitrary<OpCase> | { readonly skip: string } };

function suitesOf(kind: string, table: Table): Suite[] {
  return (Object.keys(ops) as OpName[]).flatMap((op) => {
    const cases = table[op];
    return cases && !("skip" in cases) ? [{ title: op + kind, op, cases }] : [];
  });
}

/** The operation's cases with numbers rounded to -1, -0.5, 0, 0.5 and 1. */
function tied(op: OpName): fc.Arbitrary<OpCase> {
  const cases = opCases[op];
  if ("skip" in cases) throw new Error(`internal: ${op} has no cases`);
  return cases.map((opCase) => ({
    ...opCase,
    inputs: opCase.inputs.map((own) => ({
      ...own,
      data: Array.from(own.data, (value) => Math.round(2 * value) / 2),
    })),
  }));
}
