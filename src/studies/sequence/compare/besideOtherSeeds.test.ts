import { expect, test } from "vitest";
import type { FilterComparison } from "../../../probes/filters/compareFilters.ts";
import { besideOtherSeeds } from "./besideOtherSeeds.ts";
import type { CnnPair, PairKind } from "./compareCnns.ts";

/** A pair of this CKA; nothing else is asked. */
function pairOf(kind: PairKind, cka: number | null): CnnPair {
  const nothing: FilterComparison = {
    "nearest distance": null,
    "matched distance": null,
    "nearest scale-free distance": null,
    "matched scale-free distance": null,
    "nearest cosine": null,
    "matched cosine": null,
  };
  const name = { model: 1, place: 1, seed: 0 } as const;
  return { kind, a: name, b: { ...name, place: 2 }, there: nothing, back: nothing, cka };
}

const which = { kind: "within model-1", others: "model-1, other seeds" } as const;
const others = [0.4, 0.6].map((cka) => pairOf("model-1, other seeds", cka));

test.each([
  [0.3, "below"],
  [0.5, "within"],
  [0.9, "above"],
])("besideOtherSeeds() sees that %d is %s the range", (cka, side) => {
  expect(besideOtherSeeds([pairOf("within model-1", cka), ...others], which, "cka")).toBe(
    `within model-1 it is ${cka.toFixed(2)}, ${side} the range of 2 pairs of model-1 with different seeds (0.40 to 0.60)`,
  );
});

test("besideOtherSeeds() has nothing to say where one of them is missing", () => {
  expect(besideOtherSeeds(others, which, "cka")).toBe(undefined);
  expect(besideOtherSeeds([pairOf("within model-1", 0.5)], which, "cka")).toBe(undefined);
  expect(besideOtherSeeds([pairOf("within model-1", null), ...others], which, "cka")).toBe(
    undefined,
  );
});
