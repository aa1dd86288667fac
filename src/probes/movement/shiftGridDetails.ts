import type { Shift } from "./measureShiftGrid.ts";

/**
 * What a measurement keeps: how many of `count` images are answered rightly, and as without a shift, under each shift.
 *
 * Shape: one number a shift
 * @source own design
 */
export interface ShiftGridDetails {
  readonly mode: "zero" | "circular";
  readonly count: number;
  readonly shifts: readonly Shift[];
  readonly right: readonly number[];
  readonly unchanged: readonly number[];
}
