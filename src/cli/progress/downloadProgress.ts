import type { WriteStream } from "node:tty";
import type { DownloadProgress } from "../../data/download.ts";
import { isLively } from "./isLively.ts";

/** Shows people how far a download is. */
export interface DownloadDisplay {
  update(progress: DownloadProgress): void;
  stop(): void;
}

/** A live bar on a terminal; otherwise a line a file. */
export async function makeDownloadProgress(stream: WriteStream): Promise<DownloadDisplay> {
  return isLively(stream) ? await makeBar(stream) : makeLines(stream);
}

function makeLines(stream: WriteStream): DownloadDisplay {
  let last = "";
  return {
    update({ file }) {
      if (file !== last) stream.write(`downloading ${file}\n`);
      last = file;
    },
    stop() {},
  };
}

async function makeBar(stream: WriteStream): Promise<DownloadDisplay> {
  const { Presets, SingleBar } = await import("cli-progress");
  const bar = new SingleBar(
    { format: "{bar} {file}  {mebibytes} MiB", stream, barsize: 20, hideCursor: true },
    Presets.shades_classic,
  );
  bar.start(1, 0, { file: "", mebibytes: "0.0" });
  return {
    update({ file, received, total }) {
      const mebibytes = (received / 2 ** 20).toFixed(1);
      bar.update(total === undefined ? 0 : received / total, { file, mebibytes });
    },
    stop: () => bar.stop(),
  };
}
