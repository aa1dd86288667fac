import type { StepProfile } from "./backend.ts";

/** A step's call with what a reader of the profile wants to know of it. */
export interface ProfiledStep extends Omit<StepProfile, "microseconds"> {
  readonly call: () => void;
}

/** Times every call over `runs` runs; the medians add up to a little more than a run, by the clock's own cost. */
export function profileSteps(steps: readonly ProfiledStep[], runs: number): StepProfile[] {
  const times = steps.map(() => new Float64Array(runs));
  for (let run = 0; run < runs; run++) {
    steps.forEach(({ call }, index) => {
      const start = performance.now();
      call();
      times[index]![run] = performance.now() - start;
    });
  }
  return steps.map(({ name, implementation, layer, shape }, index) => ({
    name,
    implementation,
    layer,
    shape,
    microseconds: 1000 * times[index]!.sort()[runs >> 1]!,
  }));
}
