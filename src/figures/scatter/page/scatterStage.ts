import type { ScatterData } from "../scatterData.ts";
import type { nearestPoint } from "./nearestPoint.ts";
import type { Highlight, Look, SceneImages } from "./scene.ts";
import type { ScenePainter } from "./scenePainter.ts";

/** What the stage is made from: in a page nothing is imported. */
export interface StageParts {
  readonly nearestPoint: typeof nearestPoint;
  readonly ScenePainter: typeof ScenePainter;
}

/** The picture itself: it moves its points, and knows which one is where. */
export class ScatterStage {
  readonly #canvas: HTMLCanvasElement;
  readonly #data: ScatterData;
  readonly #parts: StageParts;
  readonly #looksOf: () => readonly Look[];
  #from: ArrayLike<number>;
  #to: ArrayLike<number>;
  #share = 1;
  #begun: number | undefined;
  #isWaiting = false;

  hidden: ReadonlySet<number> = new Set();
  answers: ArrayLike<number> | undefined;
  images: SceneImages | undefined;
  highlight: Highlight | undefined;
  isStill = false;

  constructor(
    canvas: HTMLCanvasElement,
    data: ScatterData,
    parts: StageParts,
    looksOf: () => readonly Look[],
  ) {
    this.#canvas = canvas;
    this.#data = data;
    this.#parts = parts;
    this.#looksOf = looksOf;
    this.#from = this.#to = [];
  }

  /** Where the points are at this moment, from 0 to 1. Shape: [N, 2] */
  get positions(): ArrayLike<number> {
    if (this.#share >= 1) return this.#to;
    const share = this.#share * this.#share * (3 - 2 * this.#share);
    return Float64Array.from(this.#to, (to, at) => {
      const from = this.#from[at]!;
      return from + share * (to - from);
    });
  }

  /** Moves the points from where they are. */
  moveTo(positions: ArrayLike<number>): void {
    this.#from = this.positions;
    this.#to = positions;
    this.#begun = undefined;
    this.#share = this.isStill || this.#from.length !== positions.length ? 1 : 0;
    this.draw();
  }

  isShown = (index: number): boolean => !this.hidden.has(this.#data.labels[index]!);

  /** The point under a place on the screen. */
  pointAt(clientX: number, clientY: number): number | undefined {
    const { left, top, width } = this.#canvas.getBoundingClientRect();
    const place = [(clientX - left) / width, (clientY - top) / width] as const;
    return this.#parts.nearestPoint(this, place, 24 / width);
  }

  /** Draws as soon as the browser is ready to, once however often it is asked. */
  draw(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    requestAnimationFrame((time) => {
      this.#isWaiting = false;
      this.#begun ??= time;
      if (this.#share < 1) this.#share = Math.min(1, (time - this.#begun) / 700);
      this.#paint();
      if (this.#share < 1) this.draw();
    });
  }

  #paint(): void {
    const canvas = this.#canvas;
    const context = canvas.getContext("2d");
    const size = canvas.clientWidth;
    if (!context || size === 0) return;
    const ratio = devicePixelRatio;
    const pixels = Math.round(size * ratio);
    if (canvas.width !== pixels) canvas.width = canvas.height = pixels;
    const { labels } = this.#data;
    const answers = this.answers;
    const { color, backgroundColor } = getComputedStyle(canvas);
    new this.#parts.ScenePainter(context, ratio, {
      size,
      labels,
      positions: this.positions,
      isShown: this.isShown,
      looks: this.#looksOf(),
      isHollow: (index) => answers !== undefined && answers[index] !== labels[index],
      images: this.images,
      highlight: this.highlight,
      ink: color,
      background: backgroundColor,
    }).paint();
  }
}
