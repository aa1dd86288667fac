import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { datasetOf } from "../../../test/support/askProbe.ts";
import { makeCountingProbe } from "../../../test/support/countingProbe.ts";
import { livelyNetwork, tinyImages, tinyNetwork } from "../../../test/support/tinyNetwork.ts";
import { makeReferenceBackend } from "../../backends/reference/reference.ts";
import { initialNumbers } from "../../nn/network.ts";
import type { AnyProbe } from "../../probing/probe.ts";
import { probeFolder } from "../../runs/paths.ts";
import { noSteps } from "../../train/trainingPoint.ts";
import { askedNetwork, askNetwork } from "./askNetwork.ts";
import { planProbe } from "./planProbes.ts";
import { readCosts } from "./probeCosts.ts";
import { askedProbes, measuredIn } from "./probeFolders.ts";
import { readGaps } from "./probeGaps.ts";
import { probeResult } from "./probeResult.ts";
import { type ProbeTrainingOptions, TrainingProber } from "./probeTraining.ts";

const dataset = datasetOf(tinyImages(10));
const training = { network: tinyNetwork, dataset, fingerprint: { train: "a", test: "b" } };
const point = (epoch: number) => ({
  epoch,
  sums: noSteps,
  states: {},
  numbers: initialNumbers(tinyNetwork, epoch),
});

function planned(probe: AnyProbe, cadence = "every") {
  return planProbe({ probe, version: "1" }, { cadence }, training);
}

function run(clock = () => 0) {
  const folder = mkdtempSync(join(tmpdir(), "learnscope-"));
  const backend = makeReferenceBackend;
  return { folder, network: tinyNetwork, dataset, backend, memory: 2 ** 20, clock };
}

function prober(own: Partial<ProbeTrainingOptions> & Pick<ProbeTrainingOptions, "probes">) {
  const notes: string[] = [];
  const options = {
    run: run(),
    epochs: 8,
    budget: 0,
    learningRateAt: () => 0.1,
    note: (line: string) => notes.push(line),
    ...own,
  };
  return { prober: new TrainingProber(options), notes, folder: options.run.folder };
}

async function epochsOf(folder: string, hash: string) {
  return await measuredIn(probeFolder(folder, "counting", hash));
}

test("TrainingProber asks at the epochs of the cadence, and untrained networks once", async () => {
  const { probe } = makeCountingProbe({ untrained: true });
  const own = planned(probe, "log2");
  const { prober: asking, folder } = prober({ probes: [own] });
  for (let epoch = 0; epoch <= 8; epoch++) await asking.atEpoch(point(epoch));
  expect(await epochsOf(folder, own.hash)).toEqual({
    epochs: [0, 1, 2, 4, 8],
    untrained: [1, 2, 3],
  });
  const [asked] = await askedProbes(folder);
  expect(asked).toMatchObject({ probe: "counting", hash: own.hash, options: { count: 5 } });
  expect(await readCosts(folder)).toMatchObject([{ probe: "counting", measurements: 8 }]);
});

test("TrainingProber measures nothing twice, and after a break what was measured later", async () => {
  const { probe, asked } = makeCountingProbe();
  const own = planned(probe);
  const first = prober({ probes: [own] });
  for (let epoch = 0; epoch <= 5; epoch++) await first.prober.atEpoch(point(epoch));
  expect(asked.times).toBe(6);
  const again = prober({ probes: [own], run: { ...run(), folder: first.folder } });
  await again.prober.atEpoch(point(3));
  expect(asked.times).toBe(6);
  expect((await epochsOf(first.folder, own.hash)).epochs).toEqual([0, 1, 2, 3]);
});

test("TrainingProber says which probe failed, and goes on with the others", async () => {
  const { probe } = makeCountingProbe();
  const broken = {
    ...makeCountingProbe({ id: "broken" }).probe,
    measure() {
      throw new Error("out of ideas");
    },
  };
  const own = planned(probe);
  const { prober: asking, notes, folder } = prober({ probes: [planned(broken), own] });
  await asking.atEpoch(point(0));
  expect(asking.failures).toEqual([{ probe: "broken", epoch: 0, reason: "out of ideas" }]);
  expect(notes).toEqual(["broken failed after epoch 0, the training goes on: out of ideas"]);
  expect((await epochsOf(folder, own.hash)).epochs).toEqual([0]);
});

test("TrainingProber leaves out what goes beyond the budget, but neither the first nor the last epoch", async () => {
  let now = 0;
  const { probe } = makeCountingProbe();
  const slow = {
    ...probe,
    measure(view: Parameters<typeof probe.measure>[0]) {
      now += 10;
      return probe.measure(view);
    },
  };
  const own = planned(slow);
  const {
    prober: asking,
    notes,
    folder,
  } = prober({
    probes: [own],
    budget: 0.5,
    run: run(() => now),
  });
  for (let epoch = 0; epoch <= 8; epoch++) {
    now += 10;
    await asking.atEpoch(point(epoch));
  }
  // 10 s of training an epoch, 10 s a measurement: every other epoch has earned one.
  expect((await epochsOf(folder, own.hash)).epochs).toEqual([0, 3, 5, 7, 8]);
  expect(notes[0]).toBe(
    "Left out after epoch 1: counting (10.0 s); probes took 10.0 s beside 20.0 s of training with its tests and checkpoints, and the budget is 0.5",
  );
  const gaps = await readGaps(folder);
  expect(gaps.map(({ probe: id, epoch }) => [id, epoch])).toEqual(
    [1, 2, 4, 6].map((epoch) => ["counting", epoch]),
  );
});

test("TrainingProber asks what takes next to nothing whatever the others took, and names all left out in one line", async () => {
  let now = 0;
  const taking = (id: string, seconds: number) => {
    const { probe } = makeCountingProbe({ id });
    return {
      ...probe,
      measure(view: Parameters<typeof probe.measure>[0]) {
        now += seconds;
        return probe.measure(view);
      },
    };
  };
  const probes = [taking("dear", 90), taking("dearer", 91), taking("cheap", 0.1)].map((own) =>
    planned(own),
  );
  const { prober: asking, notes } = prober({ probes, budget: 0.5, run: run(() => now) });
  for (const epoch of [0, 1]) {
    await asking.atEpoch(point(epoch));
    now += 10;
  }
  expect(notes).toEqual([
    "Left out after epoch 1: dear (90.0 s), dearer (91.0 s); probes took 181.2 s beside 10.0 s of training with its tests and checkpoints, and the budget is 0.5",
  ]);
});

test("TrainingProber asks no untrained network where the training's own failed, and counts the time that it took", async () => {
  let now = 0;
  const { probe } = makeCountingProbe({ untrained: true });
  const measured: number[] = [];
  const failing = (isBroken: (time: number) => boolean) => ({
    ...probe,
    measure(view: Parameters<typeof probe.measure>[0]) {
      now += 10;
      measured.push(now);
      if (isBroken(measured.length)) throw new Error("out of ideas");
      return probe.measure(view);
    },
  });
  const clock = () => now;
  const always = prober({
    probes: [planned(failing(() => true))],
    budget: 0.5,
    run: run(clock),
  });
  for (const epoch of [0, 1]) await always.prober.atEpoch(point(epoch));
  expect(measured).toHaveLength(1);
  expect(always.notes[1]).toContain(
    "Left out after epoch 1: counting (10.0 s); probes took 10.0 s ",
  );

  const second = prober({ probes: [planned(failing((time) => time === 3))], run: run(clock) });
  await second.prober.atEpoch(point(0));
  expect(second.notes).toEqual([
    "counting failed on a network that has learned nothing, the training goes on: out of ideas",
  ]);
  expect(second.prober.failures).toMatchObject([{ epoch: null }]);
});

test("TrainingProber clears away what killed processes left, also where nothing is asked any more", async () => {
  const { probe } = makeCountingProbe();
  const own = planned(probe);
  const { prober: asking, folder } = prober({ probes: [own] });
  for (const epoch of [0, 1]) await asking.atEpoch(point(epoch));
  const at = probeFolder(folder, "counting", own.hash);
  const others = [`epoch-0000.json.new-${process.ppid}`, "epoch-0000.json.new-999999999"];
  for (const name of others) writeFileSync(join(at, name), "{");
  writeFileSync(join(folder, "probes", ".DS_Store"), "");
  await prober({ probes: [], run: { ...run(), folder } }).prober.atEpoch(point(0));
  expect(readdirSync(at).sort()).toEqual([
    "epoch-0000.json",
    others[0],
    "epoch-0000.safetensors",
    "probe.json",
  ]);
});

test("TrainingProber stops between probes when it is told to", async () => {
  const { probe, asked } = makeCountingProbe();
  const stop = new AbortController();
  stop.abort(new Error("enough"));
  const { prober: asking } = prober({ probes: [planned(probe)], signal: stop.signal });
  await expect(asking.atEpoch(point(0))).rejects.toThrow("enough");
  expect(asked.times).toBe(0);
});

test("askNetwork() measures again what lies there damaged", async () => {
  const { probe, asked } = makeCountingProbe();
  const own = planned(probe);
  const about = run();
  const network = askedNetwork({ epoch: 1 }, point(1).numbers, 0.1);
  expect((await askNetwork(own, network, about)).isNew).toBe(true);
  expect((await askNetwork(own, network, about)).isNew).toBe(false);
  const other = askedNetwork({ epoch: 1 }, point(2).numbers, 0.1);
  expect((await askNetwork(own, other, about)).isNew).toBe(true);
  expect(asked.times).toBe(2);
  const folder = probeFolder(about.folder, "counting", own.hash);
  expect(readdirSync(folder).sort()).toEqual([
    "epoch-0001.json",
    "epoch-0001.safetensors",
    "probe.json",
  ]);
  expect(existsSync(join(about.folder, "probes", "costs.jsonl"))).toBe(true);
  expect(JSON.parse(readFileSync(join(folder, "probe.json"), "utf8"))).toMatchObject({
    schema: 1,
    probe: "counting",
    version: "1",
    title: "Counting",
    data: { test: "b" },
  });
});

test("probeResult() puts points of several runs together, and tells what they tell together", async () => {
  const { probe } = makeCountingProbe({ untrained: true });
  const summing = {
    ...probe,
    over: (points: readonly unknown[]) => ({
      readings: [{ quantity: "points", value: points.length }],
    }),
  };
  const own = planned(summing);
  const folders: string[] = [];
  for (let seed = 0; seed < 2; seed++) {
    const { prober: asking, folder } = prober({ probes: [own], epochs: 1 });
    for (const epoch of [0, 1]) await asking.atEpoch(point(epoch));
    folders.push(folder);
  }
  const runs = folders.map((folder, seed) => ({
    folder,
    label: `tiny-${seed}`,
    group: "tiny",
    seed,
    hash: own.hash,
  }));
  const result = await probeResult(summing, {
    options: own.options,
    runs,
    classes: ["a", "b", "c"],
  });
  expect(result.points.map(({ run: label, epoch }) => [label, epoch])).toEqual([
    ["tiny-0", 0],
    ["tiny-0", 1],
    ["tiny-1", 0],
    ["tiny-1", 1],
  ]);
  expect(result.untrained).toHaveLength(3);
  expect(result.overview).toEqual({ readings: [{ quantity: "points", value: 4 }] });
});

test("probeResult() sets untrained networks beside runs of one kind of network alone", async () => {
  const own = planned(makeCountingProbe({ untrained: true }).probe);
  const runs = [];
  for (const [seed, network] of [tinyNetwork, livelyNetwork].entries()) {
    const { prober: asking, folder } = prober({ probes: [own], run: { ...run(), network } });
    await asking.atEpoch({ ...point(0), numbers: initialNumbers(network, 0) });
    runs.push({ folder, label: network.name, group: network.name, seed, hash: own.hash });
  }
  const asked = { options: own.options, classes: ["a", "b", "c"] };
  expect((await probeResult(own.probe, { ...asked, runs })).untrained).toEqual([]);
  const [, lively] = runs;
  expect((await probeResult(own.probe, { ...asked, runs: [lively!] })).untrained).toHaveLength(3);
});
