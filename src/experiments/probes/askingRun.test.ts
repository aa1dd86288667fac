import { expect, test } from "vitest";
import type { Backend } from "../../backends/backend.ts";
import { inBf16 } from "../../backends/inBf16.ts";
import { makeReferenceBackend } from "../../backends/reference/reference.ts";
import { prepareTraining } from "../prepareTraining.ts";
import { requestTraining } from "../trainingRequest.ts";
import { askingRun } from "./askingRun.ts";

test("askingRun() asks in f32 what is trained in bf16", async () => {
  const settings = { model: "pooled-mlp", data: "generated-digits", trainCount: 10, testCount: 10 };
  const prepared = await prepareTraining(requestTraining(settings, () => undefined));
  const backend = makeReferenceBackend();
  const engineOf = (own: Backend) => askingRun("a", prepared, () => own).backend();
  expect(await engineOf(backend)).toBe(backend);
  expect(await engineOf(inBf16(backend))).toBe(backend);
});
