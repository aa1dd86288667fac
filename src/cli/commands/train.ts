import { join } from "node:path";
import { sizeText } from "../../core/sizeText.ts";
import { givenOf } from "../../experiments/config/givenSettings.ts";
import { planTraining } from "../../experiments/planTraining.ts";
import {
  cellOf,
  checkTraining,
  type PreparedTraining,
  plannedOptions,
  prepareTraining,
} from "../../experiments/prepareTraining.ts";
import { planTrainingProbes } from "../../experiments/probes/planTrainingProbes.ts";
import {
  configurationOf,
  requestTraining,
  type TrainingRequest,
} from "../../experiments/trainingRequest.ts";
import { trainCommonKeys, trainKeys } from "../../experiments/trainKeys.ts";
import { loadChosenWeights } from "../../experiments/weightsKeys.ts";
import type { Network } from "../../nn/network.ts";
import { requireSpace } from "../../storage/freeSpace.ts";
import { checkpointsSize } from "../../studies/checkpointsSize.ts";
import { networkOf } from "../../studies/networkOf.ts";
import { summaryOf } from "../../studies/summaryOf.ts";
import { advanceRuns } from "../advanceRuns.ts";
import type { Command } from "../command.ts";
import { dryRun } from "../dryRun.ts";
import { namingFile } from "../namingFile.ts";
import { openEngine } from "../openEngine.ts";
import { trainOutcome } from "../trainOutcome.ts";

/** Room for checkpoints that is worth a word. Units: bytes */
const muchRoom = 2 ** 30;

/** Trains one network, once for every seed. */
export const train: Command = {
  keys: { ...trainKeys, ...trainCommonKeys },
  async run(call) {
    const { note, words } = call;
    const given = await givenOf("train", call);
    const asked = await namingFile(call.target, () => requestTraining(given, note));
    if (call.dryRun) {
      const { runs } = asked.common;
      const options = await plannedOptions(asked);
      const checkpoints = `up to ${sizeText(roomFor(asked, options))} for all seeds`;
      const plan = { ...configurationOf(asked), ...options, runs, checkpoints };
      // The probes' libraries take time to load, which a training without probes should not wait for.
      const { askedText } = await import("../askedText.ts");
      return dryRun({ ...plan, ...(await askedText(asked)) });
    }
    const data = await prepareTraining(asked);
    checkTraining(data);
    await checkWeights(data);
    const probes = await planTrainingProbes(data, { note });
    const { backend, request } = await openEngine(asked, { given, note });
    const prepared = { ...data, request };
    const room = roomFor(request, prepared.options);
    await requireSpace(join(request.common.runs, request.common.experiment), room);
    if (room > muchRoom) {
      note(`Checkpoints will take up to ${sizeText(room)}; ladder=last keeps fewer`);
    }
    const folders = await planTraining(request);
    const { seeds } = request.settings;
    const toDo = folders.map((folder, index) => ({
      folder,
      seed: seeds[index]!,
      prepared,
      probes,
    }));
    const trained = await advanceRuns(toDo, { backend, command: ["train", ...words], note });
    const dataset = summaryOf(prepared.dataset, prepared.fingerprint);
    return trainOutcome(prepared, { ...trained, dataset, engine: backend.description });
  },
};

/** Room for the checkpoints of all seeds. Units: bytes */
function roomFor(request: TrainingRequest, options: Network["options"]): number {
  const { settings, common } = request;
  const [seed] = settings.seeds;
  const one = checkpointsSize(cellOf({ request, options }, seed!), common.ladder);
  return settings.seeds.length * one;
}

/** Refuses weights that do not fit before anything is written. */
async function checkWeights(prepared: PreparedTraining): Promise<void> {
  const { settings } = prepared.request;
  const [seed] = settings.seeds;
  await loadChosenWeights(networkOf(cellOf(prepared, seed!)), settings, seed!);
}
