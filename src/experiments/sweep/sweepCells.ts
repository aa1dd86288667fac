import { join } from "node:path";
import { UsageError } from "../../core/errors.ts";
import { experimentFolderOf } from "../../runs/paths.ts";
import { hashOfRequest, requestTraining, type TrainingRequest } from "../trainingRequest.ts";
import { mostCells, type Point, pointCount, pointsOf, pointText } from "./factors.ts";
import type { Sweep } from "./sweepFile.ts";

/** One training of a sweep: a point of the grid with a seed. */
export interface SweepCell {
  readonly point: Point;
  readonly seed: number;
  readonly request: TrainingRequest;
  /** Of all settings but the seed, long enough to tell any two apart. */
  readonly hash: string;
  /** The run's folder, which follows from the settings: any later call finds it again. */
  readonly path: string;
}

export interface SweepCellsOptions {
  /** The folder of all runs. */
  readonly runs: string;
  readonly note: (line: string) => void;
  /** What a request comes to on this machine. */
  readonly settle: (request: TrainingRequest) => Promise<TrainingRequest>;
}

/** Hexadecimal digits: among 10,000 trainings two have the same with a probability of 2·10⁻⁷. */
const hashDigits = 12;

/**
 * Every training of a sweep, a point's seeds after each other.
 *
 * @throws {UsageError} when there are too many, one cannot be had, or two would be the same
 */
export async function sweepCells(sweep: Sweep, options: SweepCellsOptions): Promise<SweepCell[]> {
  const { name, seeds, path, grid, zip } = sweep;
  const count = pointCount(grid, zip) * seeds.length;
  if (count > mostCells) {
    throw new UsageError(
      `Cannot use "${path}": it makes more than ${mostCells} trainings, needs that many at most`,
    );
  }
  const cells: SweepCell[] = [];
  const seen = new Map<string, Point>();
  for (const point of pointsOf(grid, zip)) {
    const request = await options.settle(requestAt(point, sweep, options));
    const hash = hashOfRequest(request, hashDigits);
    const before = seen.get(hash);
    if (before) {
      throw new UsageError(
        `Cannot use "${path}": "${pointText(before)}" and "${pointText(point)}" come to the same training, needs settings that differ`,
      );
    }
    seen.set(hash, point);
    const folder = experimentFolderOf(options.runs, name);
    for (const seed of seeds) {
      const run = `${request.settings.model}-${hash}-s${seed}`;
      cells.push({ point, seed, request, hash, path: join(folder, run) });
    }
  }
  return cells;
}

function requestAt(
  point: Point,
  { name, path, base, seeds }: Sweep,
  { runs, note }: SweepCellsOptions,
): TrainingRequest {
  try {
    return requestTraining({ ...base, ...point, seeds, experiment: name, runs }, note);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const where = Object.keys(point).length === 0 ? "" : ` with ${pointText(point)}`;
    throw new UsageError(`${error.message} ("${path}"${where})`, { cause: error });
  }
}

/** A cell as people name it: its point and its seed. */
export function cellText({ point, seed }: Pick<SweepCell, "point" | "seed">): string {
  return [pointText(point), `seed=${seed}`].filter((text) => text !== "").join(" ");
}
