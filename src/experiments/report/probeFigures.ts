import type { Figure } from "../../figures/figure.ts";
import { readingCurves } from "../../figures/probes/readingCurves.ts";
import { imagesText } from "../../probing/imagesText.ts";
import type { AnyProbe, ProbeResult } from "../../probing/probe.ts";
import { readingRows } from "../../probing/readingRows.ts";

/** The pictures of what a probe found: its own, or every quantity over the epochs where it has none. */
export async function probeFigures(
  probe: AnyProbe,
  result: ProbeResult<object>,
): Promise<readonly Figure[]> {
  if (probe.figures) return await probe.figures(result);
  const { points, untrained, options } = result;
  return await readingCurves(readingRows(points), {
    id: probe.id,
    title: probe.title,
    ...(probe.images ? { subtitle: imagesText(options) } : {}),
    untrained: untrained.flatMap(({ readings }) => readings),
  });
}
