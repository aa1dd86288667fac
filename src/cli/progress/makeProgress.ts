import type { WriteStream } from "node:tty";
import { isLively } from "./isLively.ts";
import { Meter, type MeterOptions } from "./meter.ts";
import type { Progress } from "./progress.ts";
import { makeProgressLines } from "./progressLines.ts";

export interface ProgressOptions extends Omit<MeterOptions, "now"> {
  readonly stream: WriteStream;
}

/** A live bar on a terminal; a line an epoch in files, pipes and CI, and where no colours and movement are wanted. */
export async function makeProgress({ stream, ...options }: ProgressOptions): Promise<Progress> {
  const meter = new Meter({ ...options, now: () => performance.now() / 1000 });
  if (!isLively(stream)) return makeProgressLines(meter, (line) => stream.write(`${line}\n`));
  const { makeProgressBar } = await import("./progressBar.ts");
  return makeProgressBar(meter, stream);
}
