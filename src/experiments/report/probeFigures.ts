import type { Figure } from "../../figures/figure.ts";
import { readingCurves } from "../../figures/probes/readingCurves.ts";
import type { AnyProbe, ProbeResult } from "../../probing/probe.ts";

/** The pictures of what a probe found: its own, or every quantity over the epochs where it has none. */
export async function probeFigures(
  probe: AnyProbe,
  result: ProbeResult<object>,
): Promise<readonly Figure[]> {
  if (probe.figures) return await probe.figures(result);
  const { points, untrained } = result;
  const rows = points.flatMap(({ run, group, seed, epoch, readings }) =>
    readings.map((reading) => ({ ...reading, run, group, seed, epoch })),
  );
  return await readingCurves(rows, {
    id: probe.id,
    title: probe.title,
    untrained: untrained.flatMap(({ readings }) => readings),
  });
}
