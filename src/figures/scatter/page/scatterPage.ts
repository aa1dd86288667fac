import type { ScatterData, ScatterDataPicture } from "../scatterData.ts";
import type { closestChoice } from "./closestChoice.ts";
import type { ImageCard } from "./imageCard.ts";
import type { numbersOf } from "./numbersOf.ts";
import type { pointTowards } from "./pointTowards.ts";
import type { ScatterStage, StageParts } from "./scatterStage.ts";

/** What a view is made from: in a page nothing is imported. */
export interface PageParts extends StageParts {
  readonly closestChoice: typeof closestChoice;
  readonly ImageCard: typeof ImageCard;
  readonly numbersOf: typeof numbersOf;
  readonly pointTowards: typeof pointTowards;
  readonly ScatterStage: typeof ScatterStage;
}

/** A scatter in a page: what the reader does, and what then is to be seen. */
export class ScatterPage {
  readonly #host: HTMLElement;
  readonly #parts: PageParts;
  readonly #data: ScatterData;
  readonly #stage: ScatterStage;
  readonly #card: ImageCard;
  readonly #canvas: HTMLCanvasElement;
  readonly #selects: readonly HTMLSelectElement[];
  readonly #slider: HTMLInputElement;
  readonly #play: HTMLButtonElement;
  readonly #classes: readonly HTMLButtonElement[];
  readonly #positions = new Map<number, Float64Array>();
  /** The pictures of what is chosen, by epoch. */
  #series: readonly ScatterDataPicture[] = [];
  #step = 0;
  #focus: number | undefined;
  #isPinned = false;
  #timer: number | undefined;

  constructor(host: HTMLElement, parts: PageParts) {
    this.#host = host;
    this.#parts = parts;
    this.#data = JSON.parse(this.#part("data").textContent);
    this.#canvas = this.#part("stage");
    this.#selects = [...host.querySelectorAll<HTMLSelectElement>("select")];
    this.#slider = this.#part("epoch");
    this.#play = this.#part("play");
    this.#classes = [...host.querySelectorAll<HTMLButtonElement>("[data-class]")];
    this.#stage = new parts.ScatterStage(this.#canvas, this.#data, parts, () => this.#looks());
    this.#card = new parts.ImageCard(this.#part("card"), this.#data, () => this.#stage.draw());
    this.#listenToControls();
    this.#listenToStage();
    host.hidden = false;
    this.#choose(this.#data.pictures[0]!.chosen);
  }

  #part<Kind extends HTMLElement>(name: string): Kind {
    return this.#host.querySelector<Kind>(`[data-part="${name}"]`)!;
  }

  /** The legend carries the looks: the page's style sheet has given them the colours for dark or light. */
  #looks() {
    return this.#classes.map((button) => {
      const path = button.querySelector("path")!;
      return { colour: getComputedStyle(path).fill, outline: path.getAttribute("d")! };
    });
  }

  #listenToControls(): void {
    this.#selects.forEach((select, kept) => {
      select.addEventListener("change", () => {
        const wanted = this.#selects.map(({ selectedIndex }) => selectedIndex);
        this.#choose(this.#parts.closestChoice(this.#data.pictures, wanted, kept));
      });
    });
    this.#slider.addEventListener("input", () => {
      this.#stop();
      this.#goTo(Number(this.#slider.value));
    });
    this.#play.addEventListener("click", () => (this.#timer ? this.#stop() : this.#start()));
    const images = this.#part<HTMLInputElement>("images");
    images.addEventListener("change", () => {
      this.#stage.images = images.checked ? this.#card.images : undefined;
      this.#stage.draw();
    });
    for (const button of this.#classes) {
      button.addEventListener("click", () => this.#show([button], !this.#isOn(button)));
    }
    this.#part("all").addEventListener("click", () => this.#show(this.#classes, true));
    this.#part("none").addEventListener("click", () => this.#show(this.#classes, false));
  }

  #listenToStage(): void {
    const canvas = this.#canvas;
    const point = ({ clientX, clientY }: MouseEvent) => this.#stage.pointAt(clientX, clientY);
    canvas.addEventListener("mousemove", (event) => {
      if (!this.#isPinned) this.#look(point(event));
    });
    canvas.addEventListener("mouseleave", () => {
      if (!this.#isPinned) this.#look(undefined);
    });
    canvas.addEventListener("click", (event) => {
      const index = point(event);
      this.#isPinned = index !== undefined && !(this.#isPinned && index === this.#focus);
      this.#look(index);
    });
    canvas.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (this.#press(event.key)) event.preventDefault();
    });
    const draw = () => this.#stage.draw();
    addEventListener("resize", draw);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  }

  /** Does what a key is for, if it is for anything. */
  #press(key: string): boolean {
    const directions = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
    } as const;
    if (key in directions) this.#walk(directions[key as keyof typeof directions]);
    else if (key === "PageDown") this.#goTo(this.#step + 1);
    else if (key === "PageUp") this.#goTo(this.#step - 1);
    else if (key === "Enter" || key === " ") {
      this.#isPinned = this.#focus !== undefined && !this.#isPinned;
      this.#look(this.#focus);
    } else if (key === "Escape") {
      this.#isPinned = false;
      this.#look(undefined);
    } else return false;
    return true;
  }

  /** To the next point in a direction; at first to the one in the middle. */
  #walk(direction: readonly [number, number]): void {
    const { nearestPoint, pointTowards } = this.#parts;
    const next =
      this.#focus === undefined
        ? nearestPoint(this.#stage, [0.5, 0.5], 1)
        : pointTowards(this.#stage, this.#focus, direction);
    this.#look(next);
  }

  #isOn(button: HTMLButtonElement): boolean {
    return button.getAttribute("aria-pressed") === "true";
  }

  #show(buttons: readonly HTMLButtonElement[], isOn: boolean): void {
    for (const button of buttons) button.setAttribute("aria-pressed", String(isOn));
    const off = this.#classes.filter((button) => !this.#isOn(button));
    this.#stage.hidden = new Set(off.map(({ dataset }) => Number(dataset.class)));
    if (this.#focus !== undefined && !this.#stage.isShown(this.#focus)) {
      this.#isPinned = false;
      this.#look(undefined);
    }
    this.#stage.draw();
  }

  /** Shows what is chosen, at the epoch that is nearest to the one before; at first at the last. */
  #choose(chosen: readonly number[]): void {
    const before = this.#series[this.#step]?.epoch ?? Number.POSITIVE_INFINITY;
    this.#selects.forEach((select, at) => {
      select.selectedIndex = chosen[at]!;
    });
    this.#series = this.#data.pictures
      .filter((picture) => picture.chosen.every((value, at) => value === chosen[at]))
      .sort((a, b) => a.epoch - b.epoch);
    const later = this.#series.findIndex(({ epoch }) => epoch >= before);
    this.#slider.max = String(this.#series.length - 1);
    this.#part("time").hidden = this.#series.length === 1;
    this.#goTo(later < 0 ? this.#series.length - 1 : later);
  }

  #goTo(step: number): void {
    this.#step = Math.max(0, Math.min(this.#series.length - 1, step));
    const { positions, answers, epoch, note = "" } = this.#series[this.#step]!;
    const { numbers, choices } = this.#data;
    const chosen = this.#series[this.#step]!.chosen;
    const epochText = epoch === 0 ? "epoch 0 (untrained)" : `epoch ${epoch}`;
    const names = choices.map(({ values }, at) => values[chosen[at]!]);
    this.#slider.value = String(this.#step);
    this.#slider.setAttribute("aria-valuetext", epochText);
    this.#part("epoch-text").textContent = epochText;
    this.#part("note").textContent = note;
    const what = `${this.#data.labels.length} images in the plane`;
    this.#canvas.setAttribute("aria-label", [what, ...names, epochText].join(", "));
    this.#stage.answers =
      answers === undefined ? undefined : this.#parts.numbersOf(numbers[answers]!);
    this.#stage.isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#stage.moveTo(this.#positionsAt(positions));
    this.#look(this.#focus);
  }

  #positionsAt(place: number): Float64Array {
    const known = this.#positions.get(place);
    if (known) return known;
    const steps = this.#parts.numbersOf(this.#data.numbers[place]!);
    const positions = Float64Array.from(steps, (step) => step / 0xffff);
    this.#positions.set(place, positions);
    return positions;
  }

  #start(): void {
    if (this.#step === this.#series.length - 1) this.#goTo(0);
    this.#timer = window.setInterval(() => {
      this.#goTo(this.#step + 1);
      if (this.#step === this.#series.length - 1) this.#stop();
    }, 1200);
    this.#play.textContent = "⏸ pause";
  }

  #stop(): void {
    window.clearInterval(this.#timer);
    this.#timer = undefined;
    this.#play.textContent = "▶ play";
  }

  /** Lets a point stand out and shows its image, or none. */
  #look(index: number | undefined): void {
    this.#focus = index;
    if (index === undefined) {
      this.#stage.highlight = undefined;
      this.#card.clear();
    } else {
      const trail = this.#series.map(({ positions }) => {
        const places = this.#positionsAt(positions);
        return [places[2 * index]!, places[2 * index + 1]!] as const;
      });
      this.#stage.highlight = { index, trail };
      this.#card.show(index, this.#stage.answers?.[index], this.#isPinned);
    }
    this.#stage.draw();
  }
}
