import type { Highlight, Scene, SceneImages } from "./scene.ts";

/** Draws scenes: symbols or images in their order, and over them the one that stands out. */
export class ScenePainter {
  readonly #context: CanvasRenderingContext2D;
  /** Pixels of the screen for each of the page. */
  readonly #ratio: number;
  readonly #scene: Scene;
  readonly #outlines: readonly Path2D[];
  /** Of a symbol, in pixels of the page. */
  readonly #radius: number;
  /** Of an image, in pixels of the page. */
  readonly #side: number;

  constructor(context: CanvasRenderingContext2D, ratio: number, scene: Scene) {
    const spacing = scene.size / Math.sqrt(scene.labels.length);
    this.#context = context;
    this.#ratio = ratio;
    this.#scene = scene;
    this.#outlines = scene.looks.map(({ outline }) => new Path2D(outline));
    this.#radius = Math.max(1.8, Math.min(4.5, 0.16 * spacing));
    this.#side = Math.max(12, Math.min(32, 0.8 * spacing));
  }

  paint(): void {
    const { size, labels, isShown, highlight } = this.#scene;
    this.#place(0, 0, 1);
    this.#context.clearRect(0, 0, size, size);
    for (let index = 0; index < labels.length; index++) {
      if (isShown(index)) this.#paintPoint(index, 1);
    }
    if (highlight) this.#paintHighlight(highlight);
  }

  #paintHighlight({ index, trail }: Highlight): void {
    const context = this.#context;
    const { ink, background, images } = this.#scene;
    this.#paintTrail(trail, background, 4);
    this.#paintTrail(trail, ink, 1.4);
    this.#placeAt(index, 1);
    context.fillStyle = background;
    context.lineWidth = 2.5;
    context.beginPath();
    context.arc(0, 0, images ? 1.15 * this.#side : this.#radius + 6, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
    this.#paintPoint(index, 1.4);
  }

  #paintTrail(trail: Highlight["trail"], colour: string, width: number): void {
    const context = this.#context;
    const { size } = this.#scene;
    this.#place(0, 0, 1);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    for (const [x, y] of trail) context.lineTo(size * x, size * y);
    context.stroke();
  }

  #paintPoint(index: number, scale: number): void {
    const { images } = this.#scene;
    if (images) this.#paintImage(index, images, scale * this.#side);
    else this.#paintSymbol(index, (scale * this.#radius) / 5);
  }

  #paintSymbol(index: number, scale: number): void {
    const context = this.#context;
    const label = this.#scene.labels[index]!;
    const { colour } = this.#scene.looks[label]!;
    const outline = this.#outlines[label]!;
    this.#placeAt(index, scale);
    if (this.#scene.isHollow(index)) {
      context.lineWidth = 1.2 / scale;
      context.strokeStyle = colour;
      context.stroke(outline);
    } else {
      context.fillStyle = colour;
      context.fill(outline);
    }
  }

  #paintImage(index: number, images: SceneImages, side: number): void {
    const context = this.#context;
    const { source, columns, width, height } = images;
    const left = (index % columns) * width;
    const top = Math.floor(index / columns) * height;
    const corner = -side / 2;
    this.#placeAt(index, 1);
    context.drawImage(source, left, top, width, height, corner, corner, side, side);
    context.lineWidth = 2;
    context.strokeStyle = this.#scene.looks[this.#scene.labels[index]!]!.colour;
    context.strokeRect(corner, corner, side, side);
  }

  #placeAt(index: number, scale: number): void {
    const { positions, size } = this.#scene;
    this.#place(size * positions[2 * index]!, size * positions[2 * index + 1]!, scale);
  }

  #place(x: number, y: number, scale: number): void {
    const ratio = this.#ratio;
    this.#context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * x, ratio * y);
  }
}
