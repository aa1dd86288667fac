import { expect, test } from "vitest";
import { textsOf } from "../../../test/support/svg.ts";
import { sharpnessFigures } from "./sharpness.ts";

const at = (epoch: number) => ({ run: "lenet5-s0", group: "lenet5", seed: 0, epoch });

const dataWith = (learningRates: readonly number[]) => ({
  rows: learningRates.flatMap((_, epoch) => [
    { ...at(epoch), quantity: "eigenvalue", of: "1", value: 100 + epoch },
    { ...at(epoch), quantity: "ratio to the stable limit", value: 0.5 },
  ]),
  rates: learningRates.map((learningRate, epoch) => ({ ...at(epoch), learningRate })),
  images: "100 training images",
});

test("sharpnessFigures() draws the largest eigenvalue beside the limit of the learning rate", async () => {
  const [eigenvalues, ratio] = await sharpnessFigures(dataWith([0.01, 0.01]));
  expect(eigenvalues!.title).toContain("How steeply the loss bends");
  expect(textsOf(eigenvalues!.svg)).toEqual(expect.arrayContaining(["λ1", "2/rate"]));
  expect(textsOf(ratio!.svg)).toContain("limit");
});

test("sharpnessFigures() leaves out limits far above all eigenvalues", async () => {
  const [eigenvalues] = await sharpnessFigures(dataWith([0.01, 1e-9]));
  const limits = eigenvalues!.data.filter(({ of }) => of === "2/rate");
  expect(limits.map(({ value }) => value)).toEqual([200]);
});
