import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { datasetOf } from "../../../test/support/askProbe.ts";
import { makeCountingProbe } from "../../../test/support/countingProbe.ts";
import { tinyImages, tinyNetwork } from "../../../test/support/tinyNetwork.ts";
import { makeReferenceBackend } from "../../backends/reference/reference.ts";
import { askRun } from "./askRun.ts";
import { planProbe } from "./planProbes.ts";

test("askRun() refuses a run without a checkpoint", async () => {
  const folder = mkdtempSync(join(tmpdir(), "learnscope-"));
  const about = {
    network: tinyNetwork,
    dataset: datasetOf(tinyImages(10)),
    fingerprint: { train: "a", test: "b" },
  };
  const planned = planProbe({ probe: makeCountingProbe().probe, version: "1" }, {}, about);
  const run = {
    ...about,
    folder,
    backend: makeReferenceBackend,
    memory: 2 ** 20,
    clock: () => 0,
  };
  await expect(askRun(planned, run, { learningRateAt: () => 0.1 })).rejects.toThrow(
    `Cannot ask "${folder}": it has no checkpoint at the end of an epoch, needs a run that was begun`,
  );
});
