import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { lockText } from "../../test/support/lockText.ts";
import { madeUpRun } from "../../test/support/madeUpRun.ts";
import { makeTemporaryFolder } from "../../test/support/pictureFolder.ts";
import { findEntry } from "../runs/findRuns.ts";
import { writeJson } from "../storage/writeFile.ts";
import { readRunDetails } from "./runDetails.ts";

let root: string;
beforeEach(() => {
  root = makeTemporaryFolder();
});

const detailsOf = async (name: string) => readRunDetails(await findEntry(root, name));

test("readRunDetails() gives what a run's files say", async () => {
  const run = await madeUpRun(root, "pilot/a", { accuracies: [0.1, 0.6, 0.5] });
  await writeJson(run.file("dataset.json"), { schema: 1, title: "digits" });
  for (const epoch of [1, 2]) {
    await writeJson(run.file(`checkpoints/epoch-000${epoch}.json`), {});
    writeFileSync(run.file(`checkpoints/epoch-000${epoch}.safetensors`), Buffer.alloc(97));
  }
  const details = await detailsOf("pilot/a");
  expect(details).toMatchObject({
    entry: { state: "done", label: "pilot/a" },
    configuration: { schema: 1, model: "mlp" },
    dataset: { title: "digits" },
    environment: { backend: "plain loops" },
    best: { epoch: 1, metric: "test/accuracy", value: 0.6 },
    cells: [],
    holder: undefined,
    problems: [],
  });
  expect(details.history).toHaveLength(3);
  expect(details.checkpoints.map(({ size, references }) => [size, references])).toEqual([
    [100, ["@1", "@best"]],
    [100, ["@2", "@last"]],
  ]);
});

test("readRunDetails() takes for a fork's best epoch none from before the fork", async () => {
  const parent = { run: "pilot/a", epoch: 2, sha256: "0".repeat(64) };
  await madeUpRun(root, "pilot/b", { accuracies: [0.1, 0.6, 0.3, 0.4, 0.2], parent });
  expect((await detailsOf("pilot/b")).best).toMatchObject({ epoch: 3, value: 0.4 });
});

test("readRunDetails() of a run that was not begun has nothing but what was asked", async () => {
  await madeUpRun(root, "pilot/a", { state: "pending" });
  expect(await detailsOf("pilot/a")).toMatchObject({
    history: [],
    checkpoints: [],
    best: undefined,
    environment: undefined,
    dataset: undefined,
    problems: [],
  });
});

test("readRunDetails() says who was at work on a run that was killed", async () => {
  const run = await madeUpRun(root, "pilot/a", { state: "stale" });
  writeFileSync(run.file("run.lock"), lockText(2 ** 30));
  const { entry, holder } = await detailsOf("pilot/a");
  expect(entry.state).toBe("stale");
  expect(holder!.process).toBe(2 ** 30);
});

test("readRunDetails() gives what is left of a damaged run, and names each problem once", async () => {
  const run = await madeUpRun(root, "pilot/a");
  rmSync(run.file("status.json"));
  writeFileSync(run.file("env.json"), "{");
  const { entry, configuration, problems } = await detailsOf("pilot/a");
  expect(entry.state).toBe("damaged");
  expect(configuration).toMatchObject({ model: "mlp" });
  expect(problems).toEqual([
    `Cannot read "${run.file("status.json")}": it does not exist, needs a run that has it`,
    `Cannot read "${run.file("env.json")}": it is not JSON, needs an unaltered file`,
  ]);
});

test("readRunDetails() lists the trainings of a study", async () => {
  const study = "translation/20261120T070809Z-study-0a1b2c";
  await madeUpRun(root, study, { kind: "study", name: "translation" });
  await madeUpRun(root, `${study}/cells/lenet5-s1`, { state: "failed" });
  const { cells } = await detailsOf("translation");
  expect(cells).toMatchObject([
    { folder: join(root, study, "cells/lenet5-s1"), label: `${study}/cells/lenet5-s1` },
  ]);
});
