import { expect, test } from "vitest";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { tableNetworks } from "../compare/networkNamed.ts";
import { groupedWords } from "./groupedWords.ts";

const results = madeUpLatent({ seeds: [0], pictureCount: 0 });
const networks = tableNetworks(results);

test("groupedWords() says once what is so of all networks", () => {
  expect(groupedWords(networks, () => "more in c1")).toBe("more in c1 (all four)");
});

test("groupedWords() names the networks of which the same is said", () => {
  const text = groupedWords(networks, ({ row }) => (row === "no2" ? "fewer" : "more"));
  expect(text).toBe("more (No. 1, No. 3 and No. 4); fewer (No. 2)");
});

test("groupedWords() tells trainings of the same network apart", () => {
  const own = results.networks.filter(({ row }) => row === "no1" || row === "no1-shuffled");
  expect(groupedWords(own, ({ group }) => group)).toBe(
    "table (No. 1); shuffled (No. 1, shuffled labels)",
  );
});
