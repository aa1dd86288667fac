import { createHash } from "node:crypto";
import { JSDOM } from "jsdom";
import { expect, test } from "vitest";
import { figurePage } from "../../../test/support/figurePage.ts";
import { tinyScatter as scatter } from "../../../test/support/tinyScatter.ts";
import type { Scatter } from "./scatter.ts";
import { scatterFigure } from "./scatterFigure.ts";
import { scatterView } from "./scatterView.ts";

/** A report with a figure of each id, and the view below it. */
async function pageOf(changes: Partial<Scatter> = {}, ids = ["plane"]): Promise<Document> {
  const own = { ...scatter, ...changes };
  const still = { rows: "epoch", columns: "layer" };
  const figures = await Promise.all(
    ids.map(async (id) => ({
      ...(await scatterFigure(own, { id, title: "Title", caption: "Caption.", still })),
      view: await scatterView(own, { id: `${id}-view`, title: "Look & see" }),
    })),
  );
  return new JSDOM(figurePage(figures)).window.document;
}

test("scatterView() stands below the figure's picture", async () => {
  const figure = (await pageOf()).querySelector("#figure-plane")!;
  expect(figure.querySelectorAll(":scope > .scroll > svg")).toHaveLength(1);
  expect(figure.querySelectorAll(":scope > #plane-view")).toHaveLength(1);
});

test("scatterView() is hidden in a page where its script does not run, and on paper", async () => {
  const document = await pageOf();
  const view = document.querySelector<HTMLElement>("#plane-view")!;
  expect(view.hidden).toBe(true);
  expect(document.querySelector(`#${view.getAttribute("aria-labelledby")}`)!.textContent).toBe(
    "Look & see",
  );
  expect(document.querySelector("head style")!.textContent).toContain(
    "@media print { .scatter { display: none; } }",
  );
});

test("scatterView() offers choices of several, and a button for each class", async () => {
  const [picture] = scatter.pictures;
  const other = { ...picture!, choices: { layer: "c<2>", method: "t-SNE" } };
  const document = await pageOf({ pictures: [picture!, other] });
  const labels = [...document.querySelectorAll<HTMLElement>(".scatter label:has(select)")];
  expect(labels.map(({ textContent, hidden }) => [textContent, hidden])).toEqual([
    ["layer c1c<2>", false],
    ["method t-SNE", true],
  ]);
  const buttons = [...document.querySelectorAll("[data-class]")];
  expect(buttons.map(({ textContent }) => textContent)).toEqual(scatter.classes);
  const fills = [...document.querySelectorAll("[data-class] path")].map((path) =>
    path.getAttribute("fill"),
  );
  expect(fills).toEqual(["#0072b2", "#d55e00"]);
});

test("scatterView() explains outlines where answers are known, and lines where there are epochs", async () => {
  const keysOf = async (changes: Partial<Scatter>) =>
    (await pageOf(changes)).querySelector(".scatter-keys")!.textContent;
  const [first] = scatter.pictures;
  expect(await keysOf({})).toContain("The line is the way");
  expect(await keysOf({})).not.toContain("outline");
  const answered = await keysOf({ pictures: [{ ...first!, answers: [0, 0] }] });
  expect(answered).toContain("outline: it takes it for another class");
  expect(answered).not.toContain("The line");
});

test("scatterView() has one script however many of them a page has, and its hash is the page's policy", async () => {
  const document = await pageOf({}, ["plane", "second-plane"]);
  const scripts = [...document.querySelectorAll("script:not([type])")];
  expect(scripts).toHaveLength(1);
  const hash = createHash("sha256").update(scripts[0]!.textContent!).digest("base64");
  const policy = document.querySelector("meta[http-equiv]")!.getAttribute("content");
  expect(policy).toContain(`script-src 'sha256-${hash}';`);
  expect(document.querySelectorAll(".scatter")).toHaveLength(2);
});

test("scatterView() has no attribute that would run as a script", async () => {
  const elements = [...(await pageOf()).querySelectorAll("*")];
  const names = elements.flatMap((element) => element.getAttributeNames());
  expect(names.filter((name) => name.startsWith("on"))).toEqual([]);
});

test("scatterView() refuses what does not fit", async () => {
  const view = scatterView({ ...scatter, pictures: [] }, { id: "plane-view", title: "Look" });
  await expect(view).rejects.toThrow(
    new RangeError("Cannot draw the scatter: it has 0 pictures, needs at least 1"),
  );
});
