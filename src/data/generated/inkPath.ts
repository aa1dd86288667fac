import type { PenPath } from "./penPath.ts";

/** A square image as darkness: 0 is paper, 1 is ink. */
export interface Canvas {
  readonly ink: Float32Array;
  /** Pixels along a side. */
  readonly size: number;
}

/**
 * Draws a path. The ink of a pixel falls off with the distance of its centre from the nearest piece of the path, from
 * full to none over a rim whose middle is the edge of the line; so edges are smooth. Only pixels near a piece are visited.
 *
 * Units: path and rim in pixels; the centre of the first pixel is (0, 0)
 */
export function inkPath(canvas: Canvas, path: PenPath, rim: number): void {
  const { x, y, radius, starts, length } = path;
  for (let i = 1; i < length; i++) {
    if (starts[i]) continue;
    const [fromX, fromY] = [x[i - 1]!, y[i - 1]!];
    inkPiece(canvas, {
      fromX,
      fromY,
      alongX: x[i]! - fromX,
      alongY: y[i]! - fromY,
      radius: (radius[i - 1]! + radius[i]!) / 2,
      rim,
    });
  }
}

interface Piece {
  readonly fromX: number;
  readonly fromY: number;
  readonly alongX: number;
  readonly alongY: number;
  readonly radius: number;
  readonly rim: number;
}

function inkPiece({ ink, size }: Canvas, piece: Piece): void {
  const { fromX, fromY, alongX, alongY, radius, rim } = piece;
  const outside = radius + rim / 2;
  const inverse = 1 / (alongX * alongX + alongY * alongY || 1);
  const left = Math.max(0, Math.ceil(fromX + Math.min(alongX, 0) - outside));
  const right = Math.min(size - 1, Math.floor(fromX + Math.max(alongX, 0) + outside));
  const top = Math.max(0, Math.ceil(fromY + Math.min(alongY, 0) - outside));
  const bottom = Math.min(size - 1, Math.floor(fromY + Math.max(alongY, 0) + outside));
  for (let py = top; py <= bottom; py++) {
    const y = py - fromY;
    for (let px = left; px <= right; px++) {
      const x = px - fromX;
      const along = Math.min(1, Math.max(0, (x * alongX + y * alongY) * inverse));
      const awayX = x - along * alongX;
      const awayY = y - along * alongY;
      const squared = awayX * awayX + awayY * awayY;
      if (squared >= outside * outside) continue;
      const darkness = Math.min(1, (outside - Math.sqrt(squared)) / rim);
      if (darkness > ink[py * size + px]!) ink[py * size + px] = darkness;
    }
  }
}
