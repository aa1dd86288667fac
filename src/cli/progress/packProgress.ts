import type { WriteStream } from "node:tty";
import type { PackProgress } from "../../data/pack/packImages.ts";
import { isLively } from "./isLively.ts";
import { speedText, timeLeftText } from "./texts.ts";

/** Shows people how far packing is. */
export interface PackDisplay {
  update(progress: PackProgress): void;
  /** Leaves the terminal as it should be; also after an error. */
  stop(): void;
}

/** A live bar on a terminal, otherwise a line every few seconds. */
export async function makePackProgress(stream: WriteStream): Promise<PackDisplay> {
  const now = () => performance.now() / 1000;
  return isLively(stream)
    ? await makeBar(stream, now)
    : makePackLines((line) => stream.write(`${line}\n`), now);
}

/** Seconds between two lines. */
const lineSeconds = 5;

/** `makePackProgress` where nothing moves. */
export function makePackLines(write: (line: string) => void, now: () => number): PackDisplay {
  const wordsOf = makePackWords(now);
  let last = "";
  let written = 0;
  return {
    update(progress) {
      const words = wordsOf(progress);
      const isLate = now() - written >= lineSeconds;
      if (progress.stage === last && !isLate) return;
      last = progress.stage;
      written = now();
      write(words);
    },
    stop() {},
  };
}

async function makeBar(stream: WriteStream, now: () => number): Promise<PackDisplay> {
  const { Presets, SingleBar } = await import("cli-progress");
  const bar = new SingleBar(
    { format: "{bar} {words}", stream, barsize: 20, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  const wordsOf = makePackWords(now);
  bar.start(1, 0, { words: "" });
  return {
    update(progress) {
      bar.update(progress.of === 0 ? 0 : progress.done / progress.of, { words: wordsOf(progress) });
    },
    stop: () => bar.stop(),
  };
}

const stageTexts: { readonly [S in PackProgress["stage"]]: string } = {
  looking: "looking at the files",
  decoding: "packing",
  checking: "taking checksums",
};

/** How many images are done, how many were left out, how fast it goes, and how long it will take. */
function makePackWords(now: () => number): (progress: PackProgress) => string {
  let first: { readonly done: number; readonly at: number } | undefined;
  return ({ stage, done, of, skipped }) => {
    if (stage !== "decoding") return stageTexts[stage];
    // What an earlier call did was not done in this time.
    first ??= { done, at: now() };
    const seconds = now() - first.at;
    const speed = done > first.done && seconds > 0 ? (done - first.done) / seconds : undefined;
    const left = speed === undefined ? undefined : (of - done) / speed;
    return [
      `${stageTexts[stage]} ${done.toLocaleString("en-US")} of ${of.toLocaleString("en-US")} images`,
      skipped === 0 ? "" : `${skipped.toLocaleString("en-US")} not readable`,
      speedText(speed),
      timeLeftText(left),
    ]
      .filter((text) => text !== "")
      .join("  ");
  };
}
