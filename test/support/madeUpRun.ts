import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { environmentOf } from "../../src/runs/environment.ts";
import type { Manifest } from "../../src/runs/manifest.ts";
import { type Metrics, RunFolder } from "../../src/runs/runFolder.ts";

/** What a run is said to have computed on. */
export const madeUpEnvironment = environmentOf({
  backend: "plain loops",
  precision: "f32",
  command: ["train", "model=mlp"],
});

export interface MadeUpRun extends Partial<Manifest> {
  readonly state?: RunFolder["state"] | "stale";
  /** Test accuracy of each epoch, from epoch 0 on. */
  readonly accuracies?: readonly number[];
  readonly started?: Date;
}

/** A run folder as a training leaves it, without checkpoints: `path` is `<experiment>/<folder>` under the root. */
export async function madeUpRun(
  root: string,
  path: string,
  { state = "done", accuracies = [0.1, 0.5], started, ...manifest }: MadeUpRun = {},
): Promise<RunFolder> {
  const run = await RunFolder.make(join(root, path), {
    configuration: { model: "mlp" },
    manifest: { kind: "training", name: "mlp", hash: "0a1b2c", seed: 0, changed: {}, ...manifest },
    ...(started ? { started } : {}),
  });
  if (state === "pending") return run;
  const controller = new AbortController();
  const work = async () => {
    for (const [epoch, accuracy] of accuracies.entries()) {
      run.progress = { epoch, epochs: accuracies.length - 1, step: 0, steps: 4 };
      await run.appendMetrics(metricsOf(epoch, accuracy));
    }
    const reason = new Error("Cannot go on: it is late");
    if (state === "interrupted") controller.abort(reason);
    if (state !== "done") throw reason;
  };
  const { signal } = controller;
  await run.record(work, { environment: madeUpEnvironment, signal }).catch(() => undefined);
  if (state === "stale" || state === "running") leaveRunning(run.path);
  return run;
}

function metricsOf(epoch: number, accuracy: number): Metrics {
  return {
    epoch,
    "test/accuracy": accuracy,
    "train/loss": 1 - accuracy,
    ...(epoch > 0 ? { "time/epoch-seconds": 1.5 } : {}),
  };
}

/** Makes a status say that the run goes on, as a killed process leaves it. */
function leaveRunning(folder: string): void {
  const status = {
    schema: 1,
    state: "running",
    started: "2026-11-20T07:00:00.000Z",
    updated: "2026-11-20T07:01:00.000Z",
    progress: { epoch: 1, epochs: 2, step: 3, steps: 4 },
    metrics: { epoch: 1, "test/accuracy": 0.5 },
  };
  writeFileSync(join(folder, "status.json"), JSON.stringify(status));
}
