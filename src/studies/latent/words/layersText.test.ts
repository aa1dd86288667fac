import { expect, test } from "vitest";
import { type LayerName, layerNames } from "../layers.ts";
import { layersText } from "./layersText.ts";

test.each<[readonly LayerName[], string]>([
  [[], "no layer"],
  [["c1"], "c1"],
  [["c1", "c2"], "c1 and c2"],
  [["c2", "c5"], "c2 and c5"],
  [["c1", "c2", "c3", "c4", "c6", "gap"], "c1 to c4, c6 and gap"],
  [layerNames, "c1 to gap"],
])("layersText() writes %j as %s", (layers, text) => {
  expect(layersText(layers)).toBe(text);
});
