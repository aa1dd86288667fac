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
  const sequence = tiny ? ["1", n, "640", "100"] : ["3", n];
  const command = "dist/cli/main.js";
  const first = ["train", "model=lenet5", "data=mnist", "epochs=1", "trainCount=640", "--json"];
  return [
    stepRow("lenet5", { steps, n, must: 3, hope: 5 }),
    stepRow("lenet5-full", { steps, n, must: 3, hope: 5 }),
    stepRow("mlp", { steps, n, must: 2, hope: 4 }),
    stepRow("cnn-lstm", { batch: "128", steps, n, must: 1, hope: 3 }),
    ...["f32", "bf16"].flatMap((precision) => [
      stepRow("row-lstm", { batch: "128", precision, steps, n, must: 1, hope: 3 }),
      stepRow("row-gru", { batch: "128", precision, steps, n, must: 1, hope: 3 }),
      zooRow("resnet18", 32, { tiny, n, precision, size: 32, ...resnetWanted[precision] }),
      zooRow("sixconv", 128, { tiny, n, precision, size: 32, width: 32 }),
      zooRow("mcnn", 128, { tiny, n, precision, size: 32, width: 16 }),
      zooRow("mobilenetv2", 16, { tiny, n, precision, size: 64 }),
      zooRow("resnext50", 16, { tiny, n, precision, size: 64 }),
      zooRow("resnet50", 16, { tiny, n, precision, size: 64 }),
      zooRow("vgg16-bn", 32, { tiny, n, precision, size: 32 }),
    ]),
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
      name: "table 2 of source 002, four networks",
      ours: ["bench/sequence.mjs", ...sequence],
      theirs: ["bench/pytorch/sequence.py", data, ...sequence],
      seconds: ({ seconds = Number.NaN }) => seconds,
      must: 3,
      hope: 5,
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

/**
 * A training step of a network for grey digits.
 *
 * @typedef {{ batch?: string, precision?: string, steps: string, n: string, must: number, hope: number }} StepOptions
 * @type {(name: string, options: StepOptions) => Row}
 */
function stepRow(name, { batch = "64", precision = "f32", steps, n, must, hope }) {
  const task = [`batch=${batch}`, `steps=${steps}`, `precision=${precision}`];
  return {
    name: `${name} training step, batch ${batch}${precision === "f32" ? "" : `, ${precision}`}`,
    ours: ["dist/cli/main.js", "bench", name, ...task, "--json"],
    theirs: ["bench/pytorch/step.py", name, batch, steps, n, precision],
    seconds: ({ medianMs = Number.NaN }) => medianMs / 1000,
    must,
    hope,
  };
}

/** What DESIGN section 9 asks of ResNet-18, by precision. */
const resnetWanted = /** @type {Record<string, { must: number, hope: number }>} */ ({
  f32: { must: 1.5, hope: 1.9 },
  bf16: { must: 1.6, hope: 3 },
});

/**
 * A training step of a network for colour images, in ten classes. Where nothing else is asked for it must not be slower
 * than PyTorch's.
 *
 * @typedef {{ tiny: boolean, n: string, precision: string, size: number, width?: number, must?: number, hope?: number }} ZooOptions
 * @type {(name: string, batch: number, options: ZooOptions) => Row}
 */
function zooRow(name, batch, { tiny, n, precision, size, width, must = 1, hope = 2 }) {
  const [count, steps] = tiny ? ["2", "2"] : [String(batch), "20"];
  const own = [`inputSize=${size}`, ...(width ? [`width=${width}`] : [])];
  const task = [`batch=${count}`, `steps=${steps}`, `precision=${precision}`, `threads=${n}`];
  const theirs = [count, steps, n, precision, String(size), ...(width ? [String(width)] : [])];
  const title = width ? `${name}(${width})` : name;
  return {
    name: `${title} training step, ${size}×${size}, batch ${count}, ${precision}`,
    ours: ["dist/cli/main.js", "bench", name, ...task, ...own, "--json"],
    theirs: ["bench/pytorch/step.py", name, ...theirs],
    seconds: ({ medianMs = Number.NaN }) => medianMs / 1000,
    must,
    hope,
  };
}
