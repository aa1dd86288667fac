import type { WriteStream } from "node:tty";
import { type CellStatus, readCellStatus } from "../../experiments/sweep/cellState.ts";
import { cellText, type SweepCell } from "../../experiments/sweep/sweepCells.ts";
import { percent } from "../../figures/text.ts";
import { isLively } from "./isLively.ts";

/** Shows people how far a sweep is. */
export interface SweepDisplay {
  start(cell: SweepCell): void;
  end(cell: SweepCell, status: CellStatus): void;
  /** Leaves the terminal as it should be; also after an error. */
  stop(): void;
}

/** A live bar on a terminal, otherwise a line for every cell that ends. */
export async function makeSweepProgress(stream: WriteStream, of: number): Promise<SweepDisplay> {
  return isLively(stream)
    ? await makeBar(stream, of)
    : makeSweepLines((line) => stream.write(`${line}\n`), of);
}

/** `makeSweepProgress` where nothing moves. */
export function makeSweepLines(write: (line: string) => void, of: number): SweepDisplay {
  let ended = 0;
  return {
    start() {},
    end(cell, status) {
      ended++;
      write(`[${ended}/${of}] ${endText(cell, status)}`);
    },
    stop() {},
  };
}

/** What became of a cell: `width=8 seed=0  done  test 95.1%`. */
function endText(cell: SweepCell, { state, metrics, error }: CellStatus): string {
  const accuracy = metrics?.["test/accuracy"];
  const reached = accuracy === undefined ? [] : [`test ${percent(accuracy, 1)}`];
  const reason = state === "done" || error === undefined ? [] : [error];
  return [cellText(cell), state, ...reached, ...reason].join("  ");
}

/** Milliseconds between two looks at the cells that are under way. */
const pause = 500;

async function makeBar(stream: WriteStream, of: number): Promise<SweepDisplay> {
  const { Presets, SingleBar } = await import("cli-progress");
  const bar = new SingleBar(
    { format: "{bar} {words}", stream, barsize: 20, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  const running = new Set<SweepCell>();
  let ended = 0;
  let failed = 0;
  const look = async () => {
    const cells = await Promise.all(
      [...running].map(async (cell) => ({ cell, ...(await readCellStatus(cell.path)) })),
    );
    const done = cells.reduce((sum, { progress }) => sum + shareOf(progress), ended);
    const words = [
      `${ended}/${of}`,
      ...(failed > 0 ? [`${failed} failed`] : []),
      ...cells.map(({ cell, progress }) => runningText(cell, progress)),
    ];
    bar.update(done / of, { words: words.join("  ") });
  };
  bar.start(1, 0, { words: `0/${of}` });
  const timer = setInterval(() => look().catch(() => undefined), pause);
  return {
    start: (cell) => running.add(cell),
    end(cell, { state }) {
      running.delete(cell);
      ended++;
      if (state === "failed") failed++;
    },
    stop() {
      clearInterval(timer);
      bar.stop();
    },
  };
}

function shareOf(progress: CellStatus["progress"]): number {
  if (!progress) return 0;
  const { epoch, epochs, step, steps } = progress;
  return epochs === 0 ? 0 : Math.min(1, (epoch + (steps === 0 ? 0 : step / steps)) / epochs);
}

function runningText(cell: SweepCell, progress: CellStatus["progress"]): string {
  return progress ? `${cellText(cell)} ${progress.epoch}/${progress.epochs}` : cellText(cell);
}
