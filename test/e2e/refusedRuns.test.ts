import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { madeUpRun } from "../support/madeUpRun.ts";
import { learnscope, makeFolder } from "./learnscope.ts";

/** A run that was interrupted, with a configuration of so many threads. */
async function interrupted(runs: string, name: string, threads = 1): Promise<string> {
  const { path } = await madeUpRun(runs, `pilot/${name}`, { state: "interrupted" });
  const configuration = `schema: 1\nmodel: mlp\ndata: generated-digits\nthreads: ${threads}\nseed: 0\n`;
  writeFileSync(join(path, "config.resolved.yaml"), configuration);
  return path;
}

test("resume refuses runs that one process cannot compute", async () => {
  const runs = makeFolder();
  const [first, second] = [await interrupted(runs, "a", 1), await interrupted(runs, "b", 2)];
  const engine = (threads: number) =>
    `backend=onednn threads=${threads} precision=f32 convolution=fast`;
  expect(learnscope(["resume", first, second])).toMatchObject({
    exitCode: 2,
    stderr: `Cannot resume "${second}": it needs ${engine(2)}, and "${first}" needs ${engine(1)}; needs a call for each\n`,
  });
});

test("resume refuses a study among other runs", async () => {
  const runs = makeFolder();
  const training = await interrupted(runs, "a");
  const { path } = await madeUpRun(runs, "pilot/b", { kind: "study", state: "interrupted" });
  expect(learnscope(["resume", training, path])).toMatchObject({
    exitCode: 2,
    stderr: "Cannot resume 2 runs together: one of them is a study, needs a call for each\n",
  });
});

test.each([
  ["model: [", "it is not YAML, needs an unaltered file"],
  ["mlp", "it holds no keys, needs an unaltered file"],
])("resume refuses the configuration %j", async (text, reason) => {
  const path = await interrupted(makeFolder(), "a");
  const configuration = join(path, "config.resolved.yaml");
  writeFileSync(configuration, text);
  expect(learnscope(["resume", path])).toMatchObject({
    exitCode: 1,
    stderr: `Cannot read "${configuration}": ${reason}\n`,
  });
});

test("verify refuses a sweep that claims nothing, and one of which no training is done", () => {
  const runs = makeFolder();
  const folder = join(runs, "widths");
  const sweep = "base: { model: mlp, data: generated-digits }\ngrid: { epochs: [1, 2] }\n";
  const claims =
    "claims:\n  - { id: a, statement: It learns, where: table 1, metric: test/accuracy, at: { epochs: 1 }, expected: { above: 0.5 } }\n";
  const path = join(folder, "sweep.yaml");
  mkdirSync(folder);
  writeFileSync(path, sweep);
  expect(learnscope(["verify", folder])).toMatchObject({
    exitCode: 2,
    stderr: `Cannot verify "${folder}": its sweep makes no claims, needs claims in its file\n`,
  });
  writeFileSync(path, sweep + claims);
  expect(learnscope(["verify", "widths", `runs=${runs}`])).toMatchObject({
    exitCode: 1,
    stderr: `Cannot verify "${folder}": no training of it is done, needs \`learnscope sweep ${path}\` first\n`,
  });
});
