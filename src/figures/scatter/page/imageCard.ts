import type { ScatterData } from "../scatterData.ts";
import type { SceneImages } from "./scene.ts";

/** The image of the point that stands out, enlarged, and what is known of it in words. */
export class ImageCard {
  readonly #host: HTMLElement;
  readonly #data: ScatterData;
  readonly #sheet = new Image();
  #index: number | undefined;

  constructor(host: HTMLElement, data: ScatterData, onLoad: () => void) {
    this.#host = host;
    this.#data = data;
    this.#sheet.addEventListener("load", () => {
      this.#paint();
      onLoad();
    });
    this.#sheet.src = data.sheet.href;
  }

  /** All images, to draw single ones from. */
  get images(): SceneImages {
    return { ...this.#data.sheet, source: this.#sheet };
  }

  /** `answer`: the label that the network gives it, where that is known. */
  show(index: number, answer: number | undefined, isPinned: boolean): void {
    const { classes, labels } = this.#data;
    const label = labels[index]!;
    const name = (of: number) => classes[of] ?? String(of);
    this.#index = index;
    this.#say("class", name(label));
    const isRight = answer === label;
    const said =
      answer === undefined ? "" : isRight ? "✓ recognised" : `✗ taken for ${name(answer)}`;
    this.#say("answer", said);
    this.#say("which", `image ${index + 1} of ${labels.length}${isPinned ? ", held" : ""}`);
    this.#paint();
  }

  clear(): void {
    this.#index = undefined;
    this.#say("class", "");
    this.#say("answer", "");
    this.#say("which", "Point at an image, touch it, or use the arrow keys.");
    this.#paint();
  }

  #say(part: string, words: string): void {
    const element = this.#host.querySelector(`[data-part="${part}"]`)!;
    // What is said again is read aloud again.
    if (element.textContent !== words) element.textContent = words;
  }

  #paint(): void {
    const canvas = this.#host.querySelector("canvas")!;
    const context = canvas.getContext("2d");
    if (!context) return;
    const { columns, width, height } = this.#data.sheet;
    context.clearRect(0, 0, width, height);
    if (this.#index === undefined) return;
    const left = (this.#index % columns) * width;
    const top = Math.floor(this.#index / columns) * height;
    context.drawImage(this.#sheet, left, top, width, height, 0, 0, width, height);
  }
}
