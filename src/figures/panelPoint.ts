import type { Estimate } from "../core/statistics.ts";
import type { NumberFormat } from "./numberText.ts";

/** A value of a line in one of several charts. */
export interface PanelPoint {
  readonly panel: string;
  readonly series: string;
  /** A name, or a number from 0. */
  readonly x: string | number;
  /** What is not finite is a gap in the line. */
  readonly y: Estimate;
}

/** A line that belongs to no series, such as the most that can come out. */
export interface PanelLimit {
  /** Of all panels where none is named. */
  readonly panel?: string;
  readonly label: string;
  readonly points: readonly { readonly x: string | number; readonly y: number }[];
}

/** The axes of several charts. */
export interface PanelAxes {
  readonly xLabel: string;
  /** Names in order of first appearance; numbers from 1, or epochs from 0, on a logarithmic scale. */
  readonly xScale: "names" | "logarithmic" | "epochs";
  readonly yScale: "linear" | "logarithmic";
  readonly format: NumberFormat;
  /** A line across all charts. */
  readonly level?: { readonly value: number; readonly label: string };
}

/** How a level and a limit are dashed. */
export const panelDashes = { level: "6 4", limit: "2 4" } as const;
