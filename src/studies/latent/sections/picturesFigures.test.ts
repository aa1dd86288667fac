import { expect, test } from "vitest";
import { latentOptions } from "../../../../test/support/latentSection.ts";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { countOf, textsOf } from "../../../../test/support/svg.ts";
import type { LatentResults } from "../results.ts";
import { picturesFigures } from "./picturesFigures.ts";

const few = { seeds: [0], controls: "no", pictureCount: 12, epochs: 4 } as const;
const figuresOf = (results: LatentResults) =>
  picturesFigures(results, results.shown!, latentOptions);

test("picturesFigures() draws four layers at three epochs by each method, with room for symbols", async () => {
  const figures = await figuresOf(madeUpLatent(few));
  expect(figures.map(({ id }) => id)).toEqual(["pictures-tsne", "pictures-umap"]);
  for (const { svg, data, caption } of figures) {
    const panels = textsOf(svg).filter((text) => text.startsWith("epoch"));
    const layers = ["c1", "c3", "c5", "gap"];
    expect(panels).toEqual(
      [0, 2, 4].flatMap((epoch) => layers.map((layer) => `epoch ${epoch}, ${layer}`)),
    );
    expect(data).toHaveLength(12 * 12);
    expect(caption).toContain("its colour and symbol its class");
    // Of twelve images three are of the first and the ninth class, which share a colour.
    expect(countOf(svg, "path[transform][fill='#0072b2']")).toBe(12 * 3);
  }
});

test("picturesFigures() says what is to be seen, and where neighbours were looked for", async () => {
  const [tsne, umap] = await figuresOf(madeUpLatent(few));
  expect(tsne!.title).toBe(
    "t-SNE of No. 1: in gap, neighbours of the same class are 10% at epoch 0, 80% at epoch 4",
  );
  expect(tsne!.caption).toBe(
    "Each point is a test image, its colour and symbol its class; a row an epoch, a column a layer. Each picture begins from that of the kept epoch before and is drawn at its own scale. Of an image's ten nearest neighbours along the first 50 principal directions of a layer's outputs at least 45% are among the ten nearest in its picture (c1, epoch 0); what else pictures show of nearness is the method's. All layers and epochs can be looked through below, where the image that is pointed at is shown with the name of its class.",
  );
  expect(umap!.caption).toContain("can be looked through below the pictures by t-SNE, where");
});

test("picturesFigures() offers once, below t-SNE's, all that there is", async () => {
  const [tsne, umap] = await figuresOf(madeUpLatent(few));
  expect(umap).not.toHaveProperty("view");
  const { html } = tsne!.view!;
  for (const name of ["No. 3, equal from c3", "c2", "t-SNE", "UMAP"]) {
    expect(html).toContain(`<option>${name}</option>`);
  }
  expect(html).toContain('id="pictures-tsne-view"');
  expect(html).toContain(
    "Of an image's ten nearest along the first 50 principal directions of a layer's outputs 80% are of its class, and 45% are among its ten nearest in the picture.",
  );
});

test("picturesFigures() draws the first 300 of more images, and says so", async () => {
  const results = madeUpLatent({ ...few, pictureCount: 301 });
  const { row } = results.pictures[0]!;
  const pictures = results.pictures.filter(
    (own) => own.row === row && own.layer === "c4" && own.epoch === 0,
  );
  const [tsne, umap] = await figuresOf({ ...results, pictures });
  for (const { data, caption, svg } of [tsne!, umap!]) {
    expect(data).toHaveLength(300);
    expect(caption).toContain(" a column a layer. Drawn are the first 300 images. Each picture");
    expect(textsOf(svg).join(" ")).toContain("first 301 test images, 300 drawn");
  }
  expect(tsne!.view!.html.match(/"labels":\[([^\]]*)\]/)![1]!.split(",")).toHaveLength(301);
});
