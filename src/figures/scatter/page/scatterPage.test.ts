import { type DOMWindow, JSDOM } from "jsdom";
import { expect, test } from "vitest";
import { figurePage } from "../../../../test/support/figurePage.ts";
import type { Scatter } from "../scatter.ts";
import { scatterFigure } from "../scatterFigure.ts";
import { scatterView } from "../scatterView.ts";

const image = (grey: number) => ({ pixels: new Uint8Array(16).fill(grey), width: 4, height: 4 });

/** Four images in the corners; at epoch 5 in their middle, save the first. UMAP is there of c2 only. */
const corners = [0, 0, 1, 0, 0, 1, 1, 1];
const scatter: Scatter = {
  classes: ["cat", "dog"],
  labels: [0, 1, 0, 1],
  images: [10, 20, 30, 40].map(image),
  pictures: [
    { choices: { layer: "c1", method: "t-SNE" }, epoch: 5, positions: [0, 0, 1, 0, 0.5, 1, 1, 1] },
    { choices: { layer: "c1", method: "t-SNE" }, epoch: 0, positions: corners },
    {
      choices: { layer: "c2", method: "t-SNE" },
      epoch: 0,
      positions: corners,
      answers: [0, 0, 0, 0],
      note: "A note.",
    },
    { choices: { layer: "c2", method: "UMAP" }, epoch: 5, positions: corners },
  ],
};

interface PaintedPage {
  readonly window: DOMWindow;
  /** What was painted since the last frame, by the name of the canvas's method. */
  readonly painted: string[];
  /** Lets the browser paint at a moment. */
  readonly frame: (time: number) => void;
  /** Lets the time of one step of playing pass. */
  readonly playStep: () => void;
}

/** A report in a browser whose clock is the test's and whose canvas writes down what it is told. */
async function openPage({ isStill = true } = {}): Promise<PaintedPage> {
  const painted: string[] = [];
  let frames: FrameRequestCallback[] = [];
  const timers = new Map<number, () => void>();
  const { window } = new JSDOM(await html, {
    runScripts: "dangerously",
    pretendToBeVisual: true,
    beforeParse(page) {
      const context = new Proxy(
        {},
        {
          get:
            (_, name) =>
            (...values: unknown[]) =>
              painted.push([String(name), ...values].join(" ")),
          set: () => true,
        },
      );
      const { prototype } = page.HTMLCanvasElement;
      Object.defineProperty(prototype, "getContext", { value: () => context });
      Object.defineProperty(prototype, "clientWidth", { value: 200 });
      prototype.getBoundingClientRect = () => new page.DOMRect(0, 0, 200, 200);
      Object.defineProperty(page, "Path2D", { value: class {} });
      Object.defineProperty(page, "matchMedia", {
        value: (query: string) => ({
          matches: isStill && query.includes("reduced-motion"),
          addEventListener() {},
        }),
      });
      page.requestAnimationFrame = (callback) => frames.push(callback);
      Object.defineProperty(page, "setInterval", {
        value: (callback: () => void) => timers.set(timers.size + 1, callback).size,
      });
      Object.defineProperty(page, "clearInterval", { value: (id: number) => timers.delete(id) });
    },
  });
  const frame = (time: number) => {
    painted.length = 0;
    const due = frames;
    frames = [];
    for (const callback of due) callback(time);
  };
  const playStep = () => {
    for (const callback of [...timers.values()]) callback();
  };
  return { window, painted, frame, playStep };
}

const html = reportHtml();

async function reportHtml(): Promise<string> {
  const figure = await scatterFigure(scatter, {
    id: "plane",
    title: "Title",
    caption: "Caption.",
    still: { rows: "method", columns: "layer", where: { epoch: 5 } },
  });
  const view = await scatterView(scatter, { id: "plane-view", title: "Look through" });
  return figurePage([{ ...figure, view }]);
}

const partOf = (page: PaintedPage, name: string) =>
  page.window.document.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
const saidIn = (page: PaintedPage) =>
  ["class", "answer", "which"].map((name) => partOf(page, name).textContent);
const epochIn = (page: PaintedPage) => partOf(page, "epoch-text").textContent;
const stageOf = (page: PaintedPage) => partOf(page, "stage");

function mouse(page: PaintedPage, type: string, x = 0, y = 0): void {
  const event = new page.window.MouseEvent(type, { clientX: x, clientY: y, bubbles: true });
  stageOf(page).dispatchEvent(event);
}

/** Whether the page had use for the key. */
function press(page: PaintedPage, key: string): boolean {
  const event = new page.window.KeyboardEvent("keydown", { key, cancelable: true, bubbles: true });
  return !stageOf(page).dispatchEvent(event);
}

function choose(page: PaintedPage, at: number, value: number): void {
  const select = page.window.document.querySelectorAll("select")[at]!;
  select.selectedIndex = value;
  select.dispatchEvent(new page.window.Event("change"));
}

const chosenIn = (page: PaintedPage) =>
  [...page.window.document.querySelectorAll("select")].map(({ value }) => value);

/** Pixels from the left and the top at which symbols were painted. */
const placesIn = ({ painted }: PaintedPage) =>
  painted
    .filter((call) => call.startsWith("setTransform"))
    .map((call) => call.split(" ").slice(-2).map(Number).map(Math.round))
    .slice(1);

// The square around the corners is 1.06 times as wide as they are: they lie at 5.7 and 194.3 of 200 pixels.
const [near, far] = [6, 194];

test("ScatterPage shows itself, at the last epoch of the first choice", async () => {
  const page = await openPage();
  const host = page.window.document.querySelector<HTMLElement>(".scatter")!;
  expect(host.hidden).toBe(false);
  expect(epochIn(page)).toBe("epoch 5");
  expect(chosenIn(page)).toEqual(["c1", "t-SNE"]);
  expect(stageOf(page).getAttribute("aria-label")).toBe(
    "4 images in the plane, c1, t-SNE, epoch 5",
  );
  page.frame(0);
  expect(placesIn(page)).toEqual([
    [near, far],
    [far, far],
    [100, near],
    [far, near],
  ]);
});

test("ScatterPage tells of the image under the pointer, and of none elsewhere", async () => {
  const page = await openPage();
  mouse(page, "mousemove", near + 3, far - 3);
  expect(saidIn(page)).toEqual(["cat", "", "image 1 of 4"]);
  page.frame(0);
  expect(page.painted).toContain("arc 0 0 10.5 0 6.283185307179586");
  expect(page.painted.filter((call) => call.startsWith("lineTo"))).toHaveLength(4);
  mouse(page, "mousemove", 100, 100);
  expect(saidIn(page)[2]).toBe("Point at an image, touch it, or use the arrow keys.");
  page.frame(1);
  expect(page.painted.some((call) => call.startsWith("arc"))).toBe(false);
});

test("ScatterPage holds an image that was clicked until it is let go", async () => {
  const page = await openPage();
  mouse(page, "click", far, far);
  mouse(page, "mousemove", near, far);
  mouse(page, "mouseleave");
  expect(saidIn(page)).toEqual(["dog", "", "image 2 of 4, held"]);
  mouse(page, "click", far, far);
  mouse(page, "mousemove", near, far);
  expect(saidIn(page)).toEqual(["cat", "", "image 1 of 4"]);
  mouse(page, "click", near, far);
  expect(press(page, "Escape")).toBe(true);
  expect(saidIn(page)[0]).toBe("");
});

test("ScatterPage goes from image to image with the arrow keys, and holds with Enter", async () => {
  const page = await openPage();
  mouse(page, "mousemove", near, far);
  const keys = ["ArrowRight", "ArrowUp", "ArrowUp", "ArrowLeft"];
  const seen = keys.map((key) => [press(page, key), saidIn(page)[2]]);
  expect(seen).toEqual([
    [true, "image 2 of 4"],
    [true, "image 4 of 4"],
    [true, "image 4 of 4"],
    [true, "image 3 of 4"],
  ]);
  press(page, "Enter");
  expect(saidIn(page)[2]).toBe("image 3 of 4, held");
  expect(press(page, "Tab")).toBe(false);
});

test("ScatterPage begins in the middle when the first key is an arrow", async () => {
  const page = await openPage();
  press(page, "ArrowDown");
  expect(saidIn(page)[2]).toBe("image 3 of 4");
});

test("ScatterPage says what the network answers, and draws wrong answers as outlines", async () => {
  const page = await openPage();
  choose(page, 0, 1);
  expect(epochIn(page)).toBe("epoch 0 (untrained)");
  expect(partOf(page, "note").textContent).toBe("A note.");
  mouse(page, "mousemove", near, far);
  expect(saidIn(page)).toEqual(["cat", "✓ recognised", "image 1 of 4"]);
  mouse(page, "mousemove", far, far);
  expect(saidIn(page)).toEqual(["dog", "✗ taken for cat", "image 2 of 4"]);
  mouse(page, "mouseleave");
  page.frame(0);
  const marks = page.painted.map((call) => call.split(" ")[0]);
  expect(marks.filter((name) => name === "stroke" || name === "fill")).toEqual([
    "fill",
    "stroke",
    "fill",
    "stroke",
  ]);
});

test("ScatterPage changes other choices where there is no picture, and keeps the epoch where it can", async () => {
  const page = await openPage();
  choose(page, 1, 1);
  expect(chosenIn(page)).toEqual(["c2", "UMAP"]);
  expect(epochIn(page)).toBe("epoch 5");
  expect(partOf(page, "time").hidden).toBe(true);
  choose(page, 0, 0);
  expect(chosenIn(page)).toEqual(["c1", "t-SNE"]);
  expect(partOf(page, "time").hidden).toBe(false);
});

test("ScatterPage goes to the epoch of the slider and of the page keys, with the image in sight", async () => {
  const page = await openPage();
  mouse(page, "click", 100, near);
  const slider = partOf(page, "epoch") as HTMLInputElement;
  slider.value = "0";
  slider.dispatchEvent(new page.window.Event("input"));
  expect(epochIn(page)).toBe("epoch 0 (untrained)");
  expect(slider.getAttribute("aria-valuetext")).toBe("epoch 0 (untrained)");
  expect(saidIn(page)[2]).toBe("image 3 of 4, held");
  page.frame(0);
  expect(placesIn(page)[2]).toEqual([near, near]);
  press(page, "PageDown");
  press(page, "PageDown");
  expect([epochIn(page), slider.value]).toEqual(["epoch 5", "1"]);
});

test("ScatterPage moves its points in 0.7 seconds, each from where it is", async () => {
  const page = await openPage({ isStill: false });
  page.frame(0);
  press(page, "PageUp");
  const third = [1000, 1350, 1700].map((time) => {
    page.frame(time);
    return placesIn(page)[2];
  });
  expect(third).toEqual([
    [100, near],
    [53, near],
    [near, near],
  ]);
  page.frame(2000);
  expect(page.painted).toEqual([]);
});

test("ScatterPage plays from the beginning to the end and stops", async () => {
  const page = await openPage();
  const play = partOf(page, "play");
  play.click();
  expect([epochIn(page), play.textContent]).toEqual(["epoch 0 (untrained)", "⏸ pause"]);
  page.playStep();
  expect([epochIn(page), play.textContent]).toEqual(["epoch 5", "▶ play"]);
  play.click();
  play.click();
  page.playStep();
  expect([epochIn(page), play.textContent]).toEqual(["epoch 0 (untrained)", "▶ play"]);
});

test("ScatterPage hides and shows classes, and lets go of an image that is hidden", async () => {
  const page = await openPage();
  const [cat, dog] = page.window.document.querySelectorAll<HTMLElement>("[data-class]");
  const shown = () => {
    page.frame(0);
    return placesIn(page).length;
  };
  mouse(page, "click", near, far);
  cat!.click();
  expect([cat, dog].map((button) => button!.getAttribute("aria-pressed"))).toEqual([
    "false",
    "true",
  ]);
  expect(saidIn(page)[0]).toBe("");
  mouse(page, "mousemove", near, far);
  expect(saidIn(page)[0]).toBe("");
  expect(shown()).toBe(2);
  partOf(page, "none").click();
  expect(shown()).toBe(0);
  press(page, "ArrowDown");
  expect(saidIn(page)[0]).toBe("");
  partOf(page, "all").click();
  expect(shown()).toBe(4);
});

test("ScatterPage draws each image from its place in the sheet of all", async () => {
  const page = await openPage();
  const box = partOf(page, "images") as HTMLInputElement;
  box.click();
  page.frame(0);
  const drawn = page.painted.filter((call) => call.startsWith("drawImage"));
  expect(drawn.map((call) => call.replace(/.*\] /, ""))).toEqual([
    "0 0 4 4 -16 -16 32 32",
    "4 0 4 4 -16 -16 32 32",
    "0 4 4 4 -16 -16 32 32",
    "4 4 4 4 -16 -16 32 32",
  ]);
  mouse(page, "mousemove", far, far);
  expect(page.painted.at(-1)).toMatch(/^drawImage .*\] 4 0 4 4 0 0 4 4$/);
  box.click();
  page.frame(1);
  expect(page.painted.some((call) => call.startsWith("drawImage"))).toBe(false);
});
