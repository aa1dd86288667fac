import { UsageError } from "../../core/errors.ts";
import { type Estimate, estimateOf } from "../../core/statistics.ts";
import {
  type CheckedClaim,
  type Claim,
  checkClaims,
  type Expectation,
} from "../../studies/claim.ts";
import { type Point, pointsOf, pointText } from "./factors.ts";
import { type SweepClaim, sweepClaim } from "./sweepClaim.ts";
import type { Sweep } from "./sweepFile.ts";
import type { CellHistory } from "./sweepHistory.ts";

/**
 * Sets a sweep's claims beside its cells that are done.
 *
 * @param otherData - which data they were measured on, where these are not those that the file names; else empty
 * @throws {UsageError} when a claim is not about one point of the sweep
 */
export function checkSweep(
  sweep: Sweep,
  histories: readonly CellHistory[],
  otherData = "",
): CheckedClaim[] {
  return checkClaims(claimsOf(sweep), histories, otherData);
}

/**
 * A sweep's claims as they are checked.
 *
 * @throws {UsageError} when a claim is not about one point of the sweep
 */
export function claimsOf(sweep: Sweep): Claim<readonly CellHistory[]>[] {
  return sweep.claims.map((given) => {
    const { metric, epoch, expected, at: _at, seeds, ...claim } = sweepClaim.parse(given);
    const point = pointOf(given, sweep);
    return {
      ...claim,
      quantity: "share",
      expected: expectationOf(expected),
      ...(seeds === undefined ? {} : { seeds }),
      measure: (histories) => measured(histories, { point, metric, epoch }),
    };
  });
}

function expectationOf(expected: SweepClaim["expected"]): Expectation {
  if ("near" in expected) {
    return { kind: "near", value: expected.near, tolerance: expected.tolerance };
  }
  if ("above" in expected) return { kind: "above", value: expected.above };
  return { kind: "below", value: expected.below };
}

/** The one point that a claim is about. */
function pointOf({ id, at = {} }: SweepClaim, { path, grid, zip }: Sweep): Point {
  const wanted = Object.entries(at).map(([key, value]) => [key, String(value)] as const);
  const points = pointsOf(grid, zip).filter((point) =>
    wanted.every(([key, value]) => point[key] === value),
  );
  const [point] = points;
  if (point && points.length === 1) return point;
  const where = pointText(Object.fromEntries(wanted));
  throw new UsageError(
    `Cannot use "${path}": the claim "${id}" is at "${where}", which fits ${points.length} points of the sweep, needs one`,
  );
}

function measured(
  histories: readonly CellHistory[],
  {
    point,
    metric,
    epoch,
  }: { readonly point: Point; readonly metric: string; readonly epoch: number | "last" },
): Estimate | null {
  const text = pointText(point);
  const values = histories
    .filter(({ cell }) => pointText(cell.point) === text)
    .map(({ history }) => history.at(epoch === "last" ? -1 : epoch)?.[metric])
    .filter((value) => value !== undefined);
  return values.length === 0 ? null : estimateOf(values);
}
