import { expect, test } from "vitest";
import { datasetOf } from "../../../../test/support/askProbe.ts";
import { everyBackend } from "../../../../test/support/everyBackend.ts";
import { tinyImages, tinyNetwork } from "../../../../test/support/tinyNetwork.ts";
import { firstExamples } from "../../../data/selectExamples.ts";
import { initialNumbers } from "../../../nn/network.ts";
import { outputsOf } from "../../../train/outputsOf.ts";
import { holdNetwork } from "../../../train/states.ts";
import { eachOutput, makeRoom } from "./eachOutput.ts";

const numbers = initialNumbers(tinyNetwork, 0);
const dataset = datasetOf(tinyImages(20), tinyImages(30, 1));

test.each(everyBackend())(
  "eachOutput() says what layers say of the first images of a part, on %s",
  async (_, backend) => {
    const shown = {
      network: tinyNetwork,
      numbers,
      backend,
      dataset,
      count: 7,
      room: makeRoom(tinyNetwork, 7),
    };
    for (const part of ["train", "test"] as const) {
      const visited: string[] = [];
      await eachOutput({ ...shown, part }, ["logits", "f1"], async (tap, rows) => {
        visited.push(tap);
        const states = holdNetwork(numbers, backend);
        const options = { network: tinyNetwork, backend, states, layer: tap };
        const expected = outputsOf(firstExamples(dataset[part], 7), options);
        expect(rows.values.buffer).toBe(shown.room);
        expect([rows.count, rows.size]).toEqual([7, expected.length / 7]);
        expected.forEach((value, at) => {
          expect(rows.values[at]).toBeCloseTo(value, 6);
        });
      });
      expect(visited).toEqual(["logits", "f1"]);
    }
  },
);

test("makeRoom() has room for the largest layer and stage alone", () => {
  const { byteLength } = makeRoom(tinyNetwork, 7);
  expect(byteLength).toBe(7 * 5 * 4);
});
