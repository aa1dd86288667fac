import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import { toldAsModel2 } from "./toldAsModel2.ts";

test("toldAsModel2() finds the LSTM that is told what model-2 reads", () => {
  const results = madeUpSequence({ seeds: [0] });
  expect(toldAsModel2(results, "logits")!.row).toBe("lstm-logits");
  expect(toldAsModel2(results, "probabilities")!.row).toBe("lstm-soft");
  const soft = madeUpSequence({ seeds: [0], labels: "soft", experiments: "no" });
  expect(toldAsModel2(soft, "probabilities")!.row).toBe("lstm");
  expect(toldAsModel2(soft, "logits")).toBeUndefined();
});
