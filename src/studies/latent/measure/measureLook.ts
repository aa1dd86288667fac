import { firstExamples } from "../../../data/selectExamples.ts";
import { computeOnce } from "../../../probing/computeOnce.ts";
import { Turns } from "../../../train/turns.ts";
import type { LayerName } from "../layers.ts";
import { eachOutput, type Shown } from "./eachOutput.ts";
import { type Look, shownCount, tappedAt } from "./looks.ts";
import type { ClassSpread, Spread } from "./measured.ts";
import { measureOutput } from "./measureOutput.ts";
import type { ScoresAtEpoch } from "./measurePictures.ts";

/** What a look at a network at one epoch found. */
export interface LookMeasured {
  readonly spreads: readonly Spread[];
  readonly classes: readonly ClassSpread[];
  /** What pictures are made of, where some are. */
  readonly scores: readonly LayerScores[];
}

/** What a layer's picture at an epoch is made of. */
export interface LayerScores extends ScoresAtEpoch {
  readonly layer: LayerName;
}

/** A network at an epoch. */
export interface LookedAt extends Omit<Shown, "part" | "count"> {
  readonly epoch: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Looks at one layer and stage after the other.
 *
 * @source see `measureOutput`
 */
export async function measureLook(look: Look, at: LookedAt): Promise<LookMeasured> {
  const { network, backend, dataset, epoch, signal } = at;
  const { part, stages } = look;
  const count = shownCount(look);
  const { labels } = firstExamples(dataset[part], count);
  const taken = new Map(tappedAt(network, stages).map((tapped) => [tapped.tap, tapped]));
  const spreads: Spread[] = [];
  const classes: ClassSpread[] = [];
  const scores: LayerScores[] = [];
  const turns = new Turns();
  await eachOutput({ ...at, part, count }, [...taken.keys()], async (tap, rows) => {
    if (turns.due) await turns.take();
    signal?.throwIfAborted();
    const { layer, stage } = taken.get(tap)!;
    const place = { layer, stage, part, epoch };
    const found = measureOutput((inputs, build) => computeOnce(backend, inputs, build), rows, {
      ...look,
      labels,
    });
    spreads.push(...found.spreads.map((own) => ({ ...place, ...own })));
    if (found.classes) classes.push({ ...place, images: look.counts.at(-1)!, ...found.classes });
    if (found.scores) scores.push({ layer, epoch, ...found.scores });
  });
  return { spreads, classes, scores };
}
