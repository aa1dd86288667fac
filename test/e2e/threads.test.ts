import { expect, test } from "vitest";
import { describeOnednn } from "../support/describeOnednn.ts";
import { jsonOf, learnscope } from "./learnscope.ts";

describeOnednn("with two threads", () => {
  test.each([1, 2, 3])("the process ends in good order, time %i", () => {
    // OpenMP's threads, told to spin for long, still do so inside the library when the process ends: it must not be
    // unmapped before.
    const done = learnscope(["bench", "mlp", "batch=8", "steps=5", "--json"], {
      OMP_NUM_THREADS: "2",
      GOMP_SPINCOUNT: "10000000000",
    });
    expect([done.exitCode, jsonOf(done).name]).toEqual([0, "mlp"]);
  });
});
