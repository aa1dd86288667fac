import { isOnLadder } from "../runs/checkpoints.ts";
import type { Cadence } from "./probe.ts";

/** Whether a training of so many epochs asks a probe after an epoch; epoch 0 is the untrained network. */
export function isDue(cadence: Cadence, epoch: number, epochs: number): boolean {
  if (epoch === epochs || cadence === "every") return true;
  return cadence === "log2" && isOnLadder("log2", epoch);
}
