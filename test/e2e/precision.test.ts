import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeOnednn } from "../support/describeOnednn.ts";
import { jsonOf, learnscope, makeFolder, readJson } from "./learnscope.ts";

const bench = ["bench", "mlp", "batch=8", "steps=2", "precision=bf16", "--json"];

describeOnednn("precision=bf16", (backend) => {
  test.skipIf(backend.bf16 !== "native")("computes in bf16 and says nothing", () => {
    const done = learnscope(bench);
    expect([done.stderr, jsonOf(done).precision]).toEqual(["", "bf16"]);
  });

  test.skipIf(backend.bf16 === "none")("warns where bf16 is emulated", () => {
    const done = learnscope(bench, { ONEDNN_MAX_CPU_ISA: "AVX512_CORE" });
    expect(done.stderr).toBe(
      `bf16 is emulated by ${backend.description.replace(/AVX.*/, "AVX-512, 1 thread")}: the numbers are right, but come no faster\n`,
    );
    expect(jsonOf(done).precision).toBe("bf16");
  });

  test.skipIf(process.arch !== "x64")(
    "goes on in f32 where there is no bf16, with the reason",
    () => {
      const done = learnscope(bench, { ONEDNN_MAX_CPU_ISA: "AVX2" });
      expect(done.stderr).toBe(
        `Cannot compute in bf16: ${backend.description.replace(/AVX.*/, "AVX2, 1 thread")} has no operations on it, needs AVX-512; going on in f32\n`,
      );
      expect(jsonOf(done).precision).toBe("f32");
    },
  );
});

test("a run keeps what precision it was computed in, and is another run in another", () => {
  const settings = ["model=pooled-mlp", "data=generated-digits", "trainCount=100", "testCount=50"];
  const run = (precision: string) => {
    const words = [...settings, "epochs=1", "backend=reference", `precision=${precision}`];
    const done = learnscope(["train", ...words, "--json"], { LEARNSCOPE_RUNS: makeFolder() });
    const [{ folder }] = jsonOf(done).runs;
    const configuration = readFileSync(join(folder, "config.resolved.yaml"), "utf8");
    const hash = /-([0-9a-f]{6})-s0$/.exec(folder)![1];
    return { hash, precision: readJson(folder, "env.json").precision, configuration };
  };
  const [f32, bf16] = [run("f32"), run("bf16")];
  expect([f32.precision, bf16.precision]).toEqual(["f32", "bf16"]);
  expect(bf16.configuration).toContain("precision: bf16");
  expect(bf16.hash).not.toBe(f32.hash);
});
