import { join } from "node:path";
import { UsageError } from "../../core/errors.ts";
import { resolveSettings, text } from "../../core/settings.ts";
import { runsKeys } from "../../experiments/commonKeys.ts";
import type { Network, NetworkNumbers } from "../../nn/network.ts";
import { exportNetwork } from "../../onnx/exportNetwork.ts";
import { encodeModel } from "../../onnx/model.ts";
import { checkpointOf, parseCheckpointReference } from "../../runs/checkpoints.ts";
import { findRun } from "../../runs/findRuns.ts";
import { exportFile, placeText, runFiles } from "../../runs/paths.ts";
import { programVersion } from "../../runs/programVersion.ts";
import type { WeightsState } from "../../runs/weightsState.ts";
import { writeFile } from "../../storage/writeFile.ts";
import { networkOf } from "../../studies/networkOf.ts";
import { loadWeights } from "../../train/loadWeights.ts";
import { saveWeights } from "../../train/saveWeights.ts";
import type { Command } from "../command.ts";
import { formatsIn } from "../formatsIn.ts";
import { textTable } from "../textTable.ts";

const keys = {
  ...runsKeys,
  to: text("", "folder for the files; where nothing is said, `export` in the run's folder"),
};

/** A trained network, and where a file of it is to lie. */
interface Exported {
  readonly network: Network;
  readonly numbers: NetworkNumbers;
  readonly state: WeightsState;
  readonly path: string;
}

/** What a run can be written as. */
const formats = { safetensors: writeSafetensors, onnx: writeOnnx } as const;

type Format = keyof typeof formats;

/** Writes a run's network, as it was at one of its checkpoints, for other programs. */
export const exportRun: Command = {
  keys,
  async run({ target, given, format }) {
    if (target === undefined) {
      throw new UsageError(`Cannot run "export": no run was named, needs the folder of one`);
    }
    const { to, runs } = resolveSettings("export", keys, { given });
    const wanted = formatsIn("export", format, formats);
    const { run: reference, which } = parseCheckpointReference(target);
    const run = await findRun(runs, reference);
    const { path: weights, state, step } = await checkpointOf(run, which);
    const network = networkOf(state);
    const { numbers } = await loadWeights(network, weights, { seed: state.seed });
    const folder = to === "" ? join(run, runFiles.exports) : to;
    const files: { format: Format; path: string }[] = [];
    for (const format of wanted) {
      const path = join(folder, exportFile(network.name, format));
      await formats[format]({ network, numbers, state, path });
      files.push({ format, path });
    }
    const { options, seed, epoch } = state;
    return {
      json: { network: network.name, options, seed, epoch, step, files },
      text: [
        `${network.title} of seed ${seed} ${placeText({ epoch, step })}`,
        "",
        textTable({ columns: ["format", "file"], rows: files.map((file) => Object.values(file)) }),
      ].join("\n"),
    };
  },
};

async function writeSafetensors({ network, numbers, state, path }: Exported): Promise<void> {
  await saveWeights(path, { network, numbers, seed: state.seed, epoch: state.epoch });
}

async function writeOnnx({ network, numbers, path }: Exported): Promise<void> {
  await writeFile(path, encodeModel(exportNetwork(network, numbers, programVersion())).pieces);
}
