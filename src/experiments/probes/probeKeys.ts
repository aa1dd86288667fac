import { amount, text, wholeNumber } from "../../core/settings.ts";

/** Keys of what is asked of a network while it learns; none of it changes the training. */
export const probeKeys = {
  probes: text(
    "none",
    "what is asked of the network while it learns, see `learnscope probes ls`: names and files with commas between them, such as cka,accuracy:count=1000:cadence=every,./my-probe.ts; all: every probe that fits",
  ),
  probeBudget: amount(
    0,
    "seconds that probes may take for each second of training; the dearest are asked less often; 0 for any",
  ),
  probeMemory: wholeNumber(
    16,
    1024,
    "MiB that a probe may keep of what a network's layers say; images are shown in parts",
  ),
};
