import { expect, test } from "vitest";
import { inBf16 } from "../../backends/inBf16.ts";
import { makeReferenceBackend } from "../../backends/reference/reference.ts";
import { prepareTraining } from "../prepareTraining.ts";
import { requestTraining } from "../trainingRequest.ts";
import { askingRun } from "./askingRun.ts";

test("askingRun() asks in f32 what is trained in bf16", async () => {
  const settings = { model: "pooled-mlp", data: "generated-digits", trainCount: 10, testCount: 10 };
  const prepared = await prepareTraining(requestTraining(settings, () => undefined));
  const backend = makeReferenceBackend();
  expect(askingRun("a", prepared, backend).backend).toBe(backend);
  expect(askingRun("a", prepared, inBf16(backend)).backend).toBe(backend);
});
