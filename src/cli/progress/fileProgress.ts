import type { WriteStream } from "node:tty";
import { sizeText } from "../../core/sizeText.ts";
import type { FileProgress } from "../../data/fileProgress.ts";
import { isLively } from "./isLively.ts";
import { timeLeftText } from "./texts.ts";

/** Shows people how far work on files is: downloads, checks, unpacking. */
export interface FileDisplay {
  update(progress: FileProgress): void;
  /** Leaves the terminal as it should be; also after an error. */
  stop(): void;
}

/** A live bar on a terminal; otherwise a line where a file begins, and one for each quarter of a large one. */
export async function makeFileProgress(stream: WriteStream): Promise<FileDisplay> {
  const now = () => performance.now() / 1000;
  return isLively(stream)
    ? await makeBar(stream, now)
    : makeFileLines((line) => stream.write(`${line}\n`));
}

/** Files that take long enough for people to want to know whether it goes on. Units: bytes */
const large = 2 ** 26;

/** `makeFileProgress` where nothing moves. */
export function makeFileLines(write: (line: string) => void): FileDisplay {
  let last = "";
  let lastQuarter = 0;
  return {
    update({ doing, file, done, total = 0 }) {
      const title = `${doing} ${file}`;
      const quarter = total >= large ? Math.floor((4 * done) / total) : 0;
      // Nobody waits for a small file to be checked.
      if (doing === "checking" && total < large) return;
      if (title !== last) write(total > 0 ? `${title}, ${sizeText(total)}` : title);
      else if (quarter > lastQuarter && quarter < 4) write(`${title}, ${25 * quarter}%`);
      last = title;
      lastQuarter = quarter;
    },
    stop() {},
  };
}

/** Seconds between two looks of the bar. */
const pause = 0.1;

async function makeBar(stream: WriteStream, now: () => number): Promise<FileDisplay> {
  const { Presets, SingleBar } = await import("cli-progress");
  const bar = new SingleBar(
    { format: "{bar} {words}", stream, barsize: 20, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  const wordsOf = makeFileWords(now);
  let drawn = 0;
  bar.start(1, 0, { words: "" });
  return {
    update(progress) {
      const words = wordsOf(progress);
      const { done, total } = progress;
      if (now() - drawn < pause && done !== total) return;
      drawn = now();
      bar.update(total === undefined || total === 0 ? 0 : Math.min(1, done / total), { words });
    },
    stop: () => bar.stop(),
  };
}

/** What stands beside the bar: what is done with which file, how much of it, how fast, and how long it will take. */
export function makeFileWords(now: () => number): (progress: FileProgress) => string {
  let title = "";
  let began = 0;
  let first = 0;
  return ({ doing, file, done, total }) => {
    if (title !== `${doing} ${file}`) {
      title = `${doing} ${file}`;
      began = now();
      // What an earlier attempt brought was not fetched in this time.
      first = done;
    }
    const seconds = now() - began;
    const speed = seconds > 0.5 && done > first ? (done - first) / seconds : undefined;
    const amount = total === undefined ? sizeText(done) : `${sizeText(done)} of ${sizeText(total)}`;
    const left = speed && total !== undefined ? timeLeftText((total - done) / speed) : "";
    const rate = speed ? `${sizeText(speed)}/s` : "";
    return [title, amount, rate, left].filter((text) => text !== "").join("  ");
  };
}
