import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { DataError, TrainingError } from "../core/errors.ts";
import { positiveNumber, seedList, text, wholeNumber } from "../core/settings.ts";
import { estimateOf } from "../core/statistics.ts";
import type { Dataset } from "../data/dataset.ts";
import type { ImageSet, ImagesInMemory } from "../data/imageSet.ts";
import { inMemory } from "../data/openImages.ts";
import { describeNetwork } from "../nn/network.ts";
import { environmentOf } from "../runs/environment.ts";
import { RunFolder } from "../runs/runFolder.ts";
import { makeEvaluator } from "../train/evaluate.ts";
import { holdNetwork } from "../train/states.ts";
import { makeNetwork } from "../zoo/index.ts";
import { planStudy, type RunStudyOptions, runStudy } from "./runStudy.ts";
import type { CommonSettings, Study, StudyProgress } from "./study.ts";
import { readResults } from "./studyResults.ts";
import { writeReport } from "./writeReport.ts";

interface ToySettings extends CommonSettings {
  readonly learningRate: number;
}

/** Two trainings a seed, of which the second sees every image upside down; measures the last accuracy. */
const toy: Study<ToySettings, { readonly accuracy: number }, { readonly accuracies: number[] }> = {
  id: "toy",
  title: "A toy?",
  question: "Does it run?",
  source: "nobody",
  settings: {
    data: text("mnist", ""),
    seeds: seedList([0], ""),
    learningRate: positiveNumber(0.1, ""),
    trainCount: wholeNumber(0, 0, ""),
    testCount: wholeNumber(0, 0, ""),
  },
  demo: {},
  isSourceData: () => true,
  cells: ({ seeds, learningRate }) =>
    seeds.flatMap((seed) =>
      ["plain", "turned"].map((way) => ({
        id: `${way}-s${seed}`,
        network: "pooled-mlp",
        options: {},
        seed,
        learningRate,
        momentum: 0,
        epochs: 1,
        batchSize: 10,
        factors: { way },
      })),
    ),
  cellData: (cell, { dataset }) =>
    cell.factors.way === "turned" ? { ...dataset, train: turned(dataset.train) } : dataset,
  measure: ({ history }) => ({ accuracy: history.at(-1)!["test/accuracy"] }),
  analyse: (cells) => ({ accuracies: cells.map(({ measured }) => measured.accuracy) }),
  results: z.object({ accuracies: z.array(z.number()) }),
  claims: [
    {
      id: "perfect",
      statement: "It is never wrong",
      where: "here",
      quantity: "share",
      expected: { kind: "near", value: 1, tolerance: 0 },
      measure: ({ accuracies }) => estimateOf(accuracies),
      caveat: "",
    },
  ],
  async report({ accuracies }, { dataset }) {
    const table = { caption: "Accuracies", columns: ["accuracy"], rows: [[accuracies.length]] };
    const section = { id: "all", title: "All", paragraphs: [], tables: [table], figures: [] };
    return { summary: [`It runs on ${dataset.title}.`], sections: [section], notes: [] };
  },
};

function turned(train: ImageSet): ImageSet {
  return { ...train, images: inMemory(train).images.slice().reverse() };
}

const settings: ToySettings = {
  data: "toy-digits",
  seeds: [0],
  learningRate: 0.1,
  trainCount: 0,
  testCount: 0,
};

const dataset: Dataset = {
  name: "toy-digits",
  title: "toy digits",
  classes: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
  train: makeImages(30),
  test: makeImages(20),
  generated: true,
  note: "",
};

/** Bars, the wider the higher the label. */
function makeImages(count: number): ImagesInMemory {
  const labels = Int32Array.from({ length: count }, (_, index) => index % 10);
  const images = Uint8Array.from({ length: count * 784 }, (_, at) =>
    at % 28 < 2 * labels[Math.floor(at / 784)]! ? 255 : 0,
  );
  return { images, labels, count, channels: 1, height: 28, width: 28 };
}

let runs: string;
beforeEach(() => {
  runs = mkdtempSync(join(tmpdir(), "learnscope-"));
});

const options = () => ({
  settings,
  dataset,
  backend: makeReferenceBackend(),
  environment: environmentOf({
    backend: "plain loops",
    precision: "f32",
    command: ["study", "run", "toy"],
  }),
});

/** Plans and runs the study. */
async function runWhole(study: typeof toy, options: RunStudyOptions<ToySettings>) {
  const plan = { settings: options.settings, engine: { precision: "f32" }, runs } as const;
  return await runStudy(study, await planStudy(study, plan), options);
}

const read = (...path: readonly string[]) => JSON.parse(readFileSync(join(...path), "utf8"));

/** The only study's folder. */
const onlyStudy = () => join(runs, "toy", readdirSync(join(runs, "toy"))[0]!);

test.each([
  [{ id: "same" }, 'Cannot run "toy": two trainings are named "same", needs a name for each'],
  [{ network: "mlq" }, 'Cannot make "mlq": there is no such network'],
])("runStudy() looks at the whole grid before it trains: %j", async (change, message) => {
  const study = {
    ...toy,
    cells: (own: ToySettings) => toy.cells(own).map((cell) => ({ ...cell, ...change })),
  };
  await expect(runWhole(study, options())).rejects.toThrow(message);
});

test("runStudy() writes cells, results, checked claims and the report", async () => {
  const { folder, report, summary, table, claims } = await runWhole(toy, options());
  expect(basename(folder)).toMatch(/^\d{8}T\d{6}Z-study-[0-9a-f]{6}$/);
  expect(readdirSync(folder).sort()).toEqual([
    "cells",
    "config.resolved.yaml",
    "dataset.json",
    "env.json",
    "log.txt",
    "manifest.json",
    "report.html",
    "results.json",
    "status.json",
  ]);
  for (const cell of ["plain-s0", "turned-s0"]) {
    expect(readdirSync(join(folder, "cells", cell)).sort()).toEqual([
      "checkpoints",
      "config.resolved.yaml",
      "env.json",
      "log.txt",
      "manifest.json",
      "measured.json",
      "metrics.jsonl",
      "status.json",
      "timings.jsonl",
    ]);
    expect(read(folder, "cells", cell, "status.json").state).toBe("done");
  }
  const stored = read(folder, "results.json");
  expect(stored).toMatchObject({ schema: 1, study: "toy", settings: { learningRate: 0.1 } });
  expect(stored.dataset).toMatchObject({ name: "toy-digits", trainCount: 30, testCount: 20 });
  expect(stored.cells.map((cell: { measured: object }) => cell.measured)).toEqual([
    read(folder, "cells/plain-s0/measured.json").measured,
    read(folder, "cells/turned-s0/measured.json").measured,
  ]);
  expect(stored.claims).toEqual(claims);
  expect(claims[0]).toMatchObject({ id: "perfect", verdict: "missed" });
  expect([summary, table?.caption]).toEqual([["It runs on toy digits."], "Accuracies"]);
  const html = readFileSync(report, "utf8");
  for (const words of ["It is never wrong", "toy digits", "plain loops"]) {
    expect(html).toContain(words);
  }
});

test("runStudy() trains each cell on its own images", async () => {
  const { folder } = await runWhole(toy, options());
  const [plain, turned] = ["plain-s0", "turned-s0"].map((cell) =>
    readFileSync(join(folder, "cells", cell, "checkpoints/epoch-0001.safetensors")),
  );
  expect(plain!.equals(turned!)).toBe(false);
});

/** Every cell tells at which epochs it can be looked at, and learns from what the cell before answers. */
const chain: typeof toy = {
  ...toy,
  async cellData(cell, { dataset, backend, trained }) {
    if (cell.factors.way === "plain") return dataset;
    const states = holdNetwork((await trained("plain-s0")).numbers, backend);
    const { network } = await trained("plain-s0");
    const { predict, dispose } = makeEvaluator({ network, backend, states, batchSize: 10 });
    const labels = predict(dataset.train);
    dispose();
    return { ...dataset, train: { ...dataset.train, labels } };
  },
  async measure({ dataset: own, source, epochs }) {
    const seen: number[] = [];
    for await (const { epoch, numbers } of epochs()) seen.push(epoch, numbers.parameters.length);
    const same = own.train.labels.filter((label, at) => label === source.train.labels[at]);
    return { accuracy: same.length / source.train.count, seen };
  },
};

test("runStudy() makes a cell's data of what earlier cells learned, and shows it at its epochs", async () => {
  const { folder } = await runWhole(chain, options());
  const measuredOf = (cell: string) => read(folder, "cells", cell, "measured.json").measured;
  const [plain, turned] = ["plain-s0", "turned-s0"].map(measuredOf);
  const { parameterCount } = describeNetwork(makeNetwork("pooled-mlp"));
  expect(plain).toEqual({ accuracy: 1, seen: [0, parameterCount, 1, parameterCount] });
  // After one epoch the cell before is wrong about many.
  expect(turned.accuracy).toBeLessThan(1);
});

test("runStudy() goes on from cells that were done before the break", async () => {
  const { folder } = await runWhole(chain, options());
  const before = read(folder, "results.json").results;
  rmSync(join(folder, "cells/turned-s0"), { recursive: true });
  await runStudy(chain, await RunFolder.open(folder), options());
  expect(read(folder, "results.json").results).toEqual(before);
});

test("runStudy() refuses what a cell has not learned yet", async () => {
  const early: typeof toy = {
    ...toy,
    async cellData(_cell, { dataset, trained }) {
      await trained("turned-s0");
      return dataset;
    },
  };
  await expect(runWhole(early, options())).rejects.toThrow(
    new DataError(
      'Cannot use what "turned-s0" of "toy" has learned: it is not done, needs to stand earlier in the grid',
    ),
  );
});

test("writeReport() writes the same report again from the folder alone", async () => {
  const { folder, report } = await runWhole(toy, options());
  const before = readFileSync(report, "utf8");
  writeFileSync(report, "");
  await writeReport(toy, folder);
  expect(readFileSync(report, "utf8")).toBe(before);
});

test("runStudy() tells every stage and epoch of every cell", async () => {
  const told: string[] = [];
  const tell = ({ cell, number, of, stage, step }: StudyProgress) =>
    told.push(`${number}/${of} ${cell.id} ${stage}${step ? ` step ${step.step}` : ""}`);
  await runWhole(toy, {
    ...options(),
    onProgress: tell,
    onEpoch: (cell, { epoch }) => told.push(`${cell.id} epoch ${epoch}`),
  });
  expect(told.slice(0, told.length / 2)).toEqual([
    "1/2 plain-s0 training",
    "plain-s0 epoch 0",
    "1/2 plain-s0 training step 1",
    "1/2 plain-s0 training step 2",
    "1/2 plain-s0 training step 3",
    "plain-s0 epoch 1",
    "1/2 plain-s0 measuring",
  ]);
  expect(told.at(-1)).toBe("2/2 turned-s0 measuring");
});

test("runStudy() names the cell that cannot be trained, and marks it and the study failed", async () => {
  const wild = { ...options(), settings: { ...settings, learningRate: 1e39 } };
  await expect(runWhole(toy, wild)).rejects.toThrow(TrainingError);
  const folder = onlyStudy();
  const { state, error } = read(folder, "status.json");
  expect(state).toBe("failed");
  expect(error).toMatch(
    /^Cannot finish "toy": cell "plain-s0" failed, Cannot go on training "pooled-mlp": /,
  );
  expect(read(folder, "cells/plain-s0/status.json").state).toBe("failed");
  expect(readdirSync(join(folder, "cells"))).toEqual(["plain-s0"]);
});

test("runStudy() goes on where it was broken off, and comes to the same", async () => {
  const whole = await runWhole(toy, options());
  const controller = new AbortController();
  const settingsOf = () => ({ ...options(), signal: controller.signal });
  const study = await planStudy(toy, { settings, engine: { precision: "f32" }, runs });
  const broken = runStudy(toy, study, {
    ...settingsOf(),
    onProgress({ step, number }) {
      if (number === 2 && step?.step === 2) controller.abort(new Error("enough"));
    },
  });
  await expect(broken).rejects.toThrow("enough");
  const steps: string[] = [];
  await runStudy(toy, await RunFolder.open(study.path), {
    ...options(),
    onProgress: ({ cell, step }) => step && steps.push(`${cell.id} ${step.step}`),
  });
  expect(steps).toEqual(["turned-s0 3"]);
  const resultsIn = (folder: string) => {
    const { results, claims } = read(folder, "results.json");
    return { results, claims };
  };
  expect(resultsIn(study.path)).toEqual(resultsIn(whole.folder));
  for (const file of ["metrics.jsonl", "measured.json", "checkpoints/epoch-0001.safetensors"]) {
    const [one, other] = [whole.folder, study.path].map((folder) =>
      readFileSync(join(folder, "cells/turned-s0", file)),
    );
    expect(other!.equals(one!)).toBe(true);
  }
});

test("runStudy() refuses to go on with other data", async () => {
  const { folder } = await runWhole(toy, options());
  const again = runStudy(toy, await RunFolder.open(folder), {
    ...options(),
    dataset: { ...dataset, test: makeImages(10) },
  });
  await expect(again).rejects.toThrow(
    new DataError(
      `Cannot go on with "${folder}": the images of "toy-digits" are not those that it began with, needs the same files`,
    ),
  );
});

test("runStudy() ends after the step in which it is asked to, and marks what it was doing", async () => {
  const controller = new AbortController();
  const steps: number[] = [];
  const running = runWhole(toy, {
    ...options(),
    signal: controller.signal,
    onProgress({ step, number }) {
      if (step) steps.push(step.step);
      if (number === 2 && step?.step === 2) controller.abort(new Error("enough"));
    },
  });
  await expect(running).rejects.toThrow("enough");
  expect(steps).toEqual([1, 2, 3, 1, 2]);
  const folder = onlyStudy();
  expect(read(folder, "status.json").state).toBe("interrupted");
  expect(read(folder, "cells/plain-s0/status.json").state).toBe("done");
  expect(read(folder, "cells/turned-s0/status.json").state).toBe("interrupted");
});

test("readResults() refuses results of another study and damaged ones", async () => {
  const { folder } = await runWhole(toy, options());
  const path = join(folder, "results.json");
  const stored = read(path);
  await expect(readResults({ ...toy, id: "other" }, folder)).rejects.toThrow(
    new DataError(`Cannot read "${path}": it belongs to the study "toy", needs "other"`),
  );
  writeFileSync(path, JSON.stringify({ ...stored, cells: 3 }));
  await expect(readResults(toy, folder)).rejects.toThrow(
    new DataError(`Cannot read "${path}": "cells" is not as written, needs an unaltered file`),
  );
});
