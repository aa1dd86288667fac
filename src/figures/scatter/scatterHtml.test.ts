import fc from "fast-check";
import { JSDOM } from "jsdom";
import { expect, test } from "vitest";
import { loadCanvas } from "../canvas.ts";
import { scatterHtml } from "./scatterHtml.ts";

const image = { pixels: new Uint8Array(1), width: 1, height: 1 };

test("scatterHtml() lets no word of its data become markup", async () => {
  const canvas = await loadCanvas();
  const part = fc.constantFrom("</script>", "<!--", "<script>", "]]>", "&lt;", "'", '"', "\u2028");
  const words = fc.array(fc.oneof(part, fc.string()), { maxLength: 4 }).map((all) => all.join(""));
  const pageOf = (name: string, layer: string, note: string) => {
    const picture = { choices: { layer }, epoch: 0, positions: [0, 0, 1, 1], note };
    const classes = [`a${name}`, "dog"];
    const scatter = { classes, labels: [0, 1], images: [image, image], pictures: [picture] };
    const html = scatterHtml(canvas, scatter, { id: "plane-view", title: name });
    return { classes, page: JSDOM.fragment(html) };
  };
  const elements = pageOf("cat", "c1", "A note.").page.querySelectorAll("*").length;
  fc.assert(
    fc.property(words, words, words, (name, layer, note) => {
      const { classes, page } = pageOf(name, layer, note);
      expect(page.querySelectorAll("*")).toHaveLength(elements);
      const data = JSON.parse(page.querySelector("script")!.textContent!);
      expect([data.classes, data.choices[0].values, data.pictures[0].note]).toEqual([
        classes,
        [layer],
        note,
      ]);
    }),
  );
});
