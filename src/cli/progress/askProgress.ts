import type { WriteStream } from "node:tty";
import { isLively } from "./isLively.ts";
import { timeLeftText } from "./texts.ts";

/** How far the asking of a run is. */
export interface AskProgress {
  /** What the run is called. */
  readonly run: string;
  /** Networks of this run. */
  readonly done: number;
  readonly of: number;
}

/** Shows people how far the asking of runs is. */
export interface AskDisplay {
  update(progress: AskProgress): void;
  /** Leaves the terminal as it should be; also after an error. */
  stop(): void;
}

/** A live bar on a terminal, otherwise a line for each run and one every few seconds. */
export async function makeAskProgress(stream: WriteStream): Promise<AskDisplay> {
  const now = () => performance.now() / 1000;
  return isLively(stream)
    ? await makeBar(stream, now)
    : makeAskLines((line) => stream.write(`${line}\n`), now);
}

/** Seconds between two lines. */
const lineSeconds = 5;

/** `makeAskProgress` where nothing moves. */
export function makeAskLines(write: (line: string) => void, now: () => number): AskDisplay {
  const wordsOf = makeWords(now);
  let last = "";
  let written = now();
  return {
    update(progress) {
      const words = wordsOf(progress);
      if (progress.run === last && now() - written < lineSeconds) return;
      last = progress.run;
      written = now();
      write(words);
    },
    stop() {},
  };
}

async function makeBar(stream: WriteStream, now: () => number): Promise<AskDisplay> {
  const { Presets, SingleBar } = await import("cli-progress");
  const bar = new SingleBar(
    { format: "{bar} {words}", stream, barsize: 20, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  const wordsOf = makeWords(now);
  bar.start(1, 0, { words: "" });
  return {
    update(progress) {
      bar.update(progress.of === 0 ? 0 : progress.done / progress.of, { words: wordsOf(progress) });
    },
    stop: () => bar.stop(),
  };
}

/** Which run, how many of its networks, and how long it will take. */
function makeWords(now: () => number): (progress: AskProgress) => string {
  let current = "";
  let began = 0;
  let ended = now();
  return ({ run, done, of }) => {
    // A run begins where the one before ended.
    if (run !== current) began = ended;
    current = run;
    ended = now();
    const seconds = ended - began;
    const left = done > 0 && seconds > 0.5 ? (seconds * (of - done)) / done : undefined;
    return [run, `${done} of ${of} networks`, timeLeftText(left)]
      .filter((text) => text !== "")
      .join("  ");
  };
}
