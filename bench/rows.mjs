/**
 * One comparison: two programs that do the same work, and what is read from the JSON that they print. `seconds` is
 * compared as theirs / ours, so more is better for us.
 *
 * @typedef {{
 *   name: string,
 *   ours: readonly string[],
 *   theirs?: readonly string[],
 *   seconds: (json: Printed) => number,
 *   must?: number,
 *   hope?: number,
 *   limits?: readonly [must: number, hope: number],
 * }} Row `must` and `hope` are ratios; `limits` are seconds that we may take ourselves
 *
 * @typedef {Record<string, number> & { engine: string }} Printed
 * @typedef {{ tiny: boolean, data: string, threads: number }} Options
 */

/**
 * All rows: what DESIGN section 9 asks for, as far as it is built.
 *
 * @param {Options} options `tiny` only shows that everything works
 * @returns {Row[]}
 */
export function rowsOf({ tiny, data, threads }) {
  const steps = String(tiny ? 10 : 500);
  const shifted = tiny ? ["200", "1", "1"] : ["0", "5", "2"];
  const table = tiny ? ["640", "100", "1"] : ["0", "0", "2"];
  const n = String(threads);
  const command = "dist/cli/main.js";
  const first = ["train", "model=lenet5", "data=mnist", "epochs=1", "trainCount=640", "--json"];
  return [
    stepRow("lenet5", { steps, n, must: 3, hope: 5 }),
    stepRow("lenet5-full", { steps, n, must: 3, hope: 5 }),
    stepRow("mlp", { steps, n, must: 2, hope: 4 }),
    {
      name: `${tiny ? "a few" : "550,000"} shifted images through LeNet-5`,
      ours: ["bench/shifted.mjs", ...shifted],
      theirs: ["bench/pytorch/shifted.py", data, ...shifted, n],
      seconds: ({ seconds = Number.NaN }) => seconds,
      must: 4,
      hope: 10,
    },
    {
      name: "the whole table, four networks",
      ours: ["bench/translationTable.mjs", ...table],
      theirs: ["bench/pytorch/translationTable.py", data, ...table, n],
      seconds: ({ seconds = Number.NaN }) => seconds,
      must: 4,
      hope: 8,
    },
    {
      name: "command to first training step",
      ours: [command, ...first],
      theirs: ["bench/pytorch/firstStep.py", data, n],
      seconds: ({ secondsToFirstStep = Number.NaN }) => secondsToFirstStep,
      limits: [1, 0.5],
    },
    {
      name: "learnscope --help",
      ours: [command, "--help"],
      seconds: ({ wallSeconds = Number.NaN }) => wallSeconds,
      limits: [0.15, 0.1],
    },
  ];
}

/** @type {(name: string, options: { steps: string, n: string, must: number, hope: number }) => Row} */
function stepRow(name, { steps, n, must, hope }) {
  return {
    name: `${name} training step, batch 64`,
    ours: ["dist/cli/main.js", "bench", name, "batch=64", `steps=${steps}`, "--json"],
    theirs: ["bench/pytorch/step.py", name, "64", steps, n],
    seconds: ({ medianMs = Number.NaN }) => medianMs / 1000,
    must,
    hope,
  };
}
