import { makeNetwork } from "../../../zoo/index.ts";
import { networkOf } from "../../networkOf.ts";
import type { NetworkAtEpoch, TrainedCell } from "../../study.ts";
import { cnnOptions } from "../cells.ts";
import type { SequenceSettings } from "../settings.ts";
import { cnnIn, type Place } from "./cnnIn.ts";
import { type CnnMeasured, measureCnn } from "./measureCnn.ts";
import { measurePairs, type PairAnswers } from "./measurePairs.ts";

/**
 * What is measured of one trained network.
 *
 * @source see `CnnMeasured` and `PairAnswers`
 */
export interface SequenceMeasured {
  /** A CNN alone, the two within model-2, or none. */
  readonly cnns: readonly CnnMeasured[];
  /** Null for a CNN alone, which knows of no pairs. */
  readonly pairs: PairAnswers | null;
}

/** Filters, readouts and outputs of CNNs; answers to pairs. */
export async function measureSequence(
  trained: TrainedCell,
  settings: SequenceSettings,
): Promise<SequenceMeasured> {
  const { cell } = trained;
  if (cell.network === "cnn002") {
    const place = cell.factors.row === "cnn2" ? 2 : 1;
    const kept = await keptOf(trained, ({ numbers }) => numbers);
    return { cnns: [await measured(trained, { kept, place, settings })], pairs: null };
  }
  const pairs = measurePairs(trained);
  if (cell.factors.row !== "model2") return { cnns: [], pairs };
  const cnns: CnnMeasured[] = [];
  for (const place of [1, 2] as const) {
    const [whole, alone] = [networkOf(cell), makeNetwork("cnn002", cnnOptions(settings))];
    const kept = await keptOf(trained, ({ numbers }) =>
      cnnIn({ network: whole, numbers }, place, alone),
    );
    cnns.push(await measured(trained, { kept, place, settings }));
  }
  return { cnns, pairs };
}

async function keptOf(
  { epochs }: TrainedCell,
  numbersOf: (at: NetworkAtEpoch) => NetworkAtEpoch["numbers"],
): Promise<NetworkAtEpoch[]> {
  const kept: NetworkAtEpoch[] = [];
  for await (const at of epochs()) kept.push({ epoch: at.epoch, numbers: numbersOf(at) });
  return kept;
}

function measured(
  { source, backend }: TrainedCell,
  {
    kept,
    place,
    settings,
  }: {
    readonly kept: readonly NetworkAtEpoch[];
    readonly place: Place;
    readonly settings: SequenceSettings;
  },
): Promise<CnnMeasured> {
  const { fitCount, askedCount } = settings;
  const network = makeNetwork("cnn002", cnnOptions(settings));
  return measureCnn(kept, { network, place, source, backend, fitCount, askedCount });
}
