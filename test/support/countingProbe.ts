import { defineProbe } from "../../src/probing/probe.ts";

/** A probe that counts how often it was asked, and the run that it is asked about in tests. */
export function makeCountingProbe(
  own: { readonly untrained?: boolean; readonly id?: string } = {},
) {
  const asked = { times: 0 };
  const probe = defineProbe({
    id: "counting",
    title: "Counting",
    question: "How large are the weights?",
    images: { part: "test", count: 5 },
    ...own,
    measure({ numbers, examples }) {
      asked.times++;
      const norm = Math.hypot(...numbers.parameters);
      return {
        readings: [
          { quantity: "norm", value: norm },
          { quantity: "images", value: examples.count },
        ],
        arrays: { norms: { dtype: "f32", shape: [1], data: Float32Array.of(norm) } },
      };
    },
  });
  return { probe, asked };
}
