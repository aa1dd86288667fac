import type { LayerMaps } from "./layerMaps.ts";

/** How images move, and what enters at the edge: zeros, or what left at the other. */
export interface Movement {
  /** Pixels to the right. */
  readonly dx: number;
  readonly mode: "zero" | "circular";
}

/** Outputs of a layer. Shape: [N, C, H, W] each */
export interface MovedOutputs {
  readonly still: ArrayLike<number>;
  /** For the moved images. */
  readonly after: ArrayLike<number>;
  /** Of how many of the images; each is set beside the next one too, the last beside the first. */
  readonly count: number;
}

/**
 * What a layer's equivariance error under one shift is made of, image by image: squares of what the moved image is off,
 * and of what another image is apart. Columns that come from outside are left out of both.
 *
 * Shape: outputs [N, C, H, W]
 * @source own definition, see `measureEquivariance`
 */
export class MovementSums {
  readonly maps: LayerMaps;
  readonly dx: number;
  /** One number an image. */
  readonly broken: number[] = [];
  readonly apart: number[] = [];
  readonly #columns: readonly Column[];
  readonly #fraction: number;
  #broken = 0;
  #apart = 0;

  constructor(maps: LayerMaps, { dx, mode }: Movement) {
    const step = maps.width === 1 ? 0 : dx / maps.jump;
    this.maps = maps;
    this.dx = dx;
    this.#fraction = step - Math.floor(step);
    this.#columns = columnsWithin(maps.width, step, mode);
  }

  add({ still, after, count }: MovedOutputs): void {
    const { channels, height, width } = this.maps;
    const size = channels * height * width;
    const fraction = this.#fraction;
    for (let at = 0; at < count * size; at += size) {
      const other = (at + size) % still.length;
      const [broken, apart] = [this.#broken, this.#apart];
      for (let row = 0; row < channels * height; row++) {
        const start = at + row * width;
        for (const { x, nearX, farX } of this.#columns) {
          const near = still[start + nearX]!;
          const far = still[start + farX]!;
          const expected = near + fraction * (far - near);
          this.#broken += (after[start + x]! - expected) ** 2;
          this.#apart += (still[start + x]! - still[other + row * width + x]!) ** 2;
        }
      }
      this.broken.push(this.#broken - broken);
      this.apart.push(this.#apart - apart);
    }
  }

  /** Whether there is anything that was inside the layer before the move. */
  get hasColumns(): boolean {
    return this.#columns.length > 0;
  }

  /** Root of the quotient of both sums; null where all images give the layer the same output. */
  get error(): number | null {
    return this.#apart === 0 ? null : Math.sqrt(this.#broken / this.#apart);
  }
}

/** A column, and the two that its content comes from. */
interface Column {
  readonly x: number;
  readonly nearX: number;
  readonly farX: number;
}

/** The columns whose content was inside the layer before the move. */
function columnsWithin(width: number, step: number, mode: Movement["mode"]): Column[] {
  const whole = Math.floor(step);
  return Array.from({ length: width }, (_, x) => ({
    x,
    nearX: wrap(x - whole, width),
    farX: wrap(x - whole - 1, width),
  })).filter(({ x }) => mode === "circular" || (x - step >= 0 && x - step <= width - 1));
}

function wrap(x: number, width: number): number {
  return ((x % width) + width) % width;
}
