import { expect, test } from "vitest";
import { latentOptions } from "../../../../test/support/latentSection.ts";
import { oneSeedWords } from "./sectionOptions.ts";

test("oneSeedWords() says that one seed decides nothing, and nothing of several", () => {
  expect(oneSeedWords(latentOptions)).toEqual([]);
  expect(oneSeedWords({ ...latentOptions, seeds: 1 })[0]).toMatch(/decides nothing\.$/);
});
