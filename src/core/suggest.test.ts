import { expect, test } from "vitest";
import { needs, suggest } from "./suggest.ts";

const names = ["mnist", "fashion-mnist", "generated-digits", "cifar10"];

test.each([
  ["mnits", "mnist"], // neighbours swapped
  ["mist", "mnist"], // a letter left out
  ["mnnist", "mnist"], // a letter too many
  ["nnist", "mnist"], // a wrong letter
  ["MNIST", "mnist"],
  ["cifar-10", "cifar10"],
  ["generated_digits", "generated-digits"],
  ["generated", "generated-digits"], // not typed to the end
])("suggest() takes %s for %s", (typed, meant) => {
  expect(suggest(typed, names)).toBe(meant);
});

test.each(["imagenet", "xyz", "", "m"])("suggest() has nothing near %j", (typed) => {
  expect(suggest(typed, names)).toBeUndefined();
});

test("suggest() prefers the nearest candidate, and the first of equals", () => {
  expect(suggest("lenet", ["lenet55", "lenet5"])).toBe("lenet5");
  expect(suggest("seet", ["seed", "sees"])).toBe("seed");
});

test.each([
  ["mnits", names.slice(0, 1), 'needs "mnist"; did you mean "mnist"'],
  ["xyz", names.slice(0, 3), 'needs "mnist", "fashion-mnist" or "generated-digits"'],
  ["xyz", [], "needs none"],
])("needs() of %s among %j lists what there is", (name, known, words) => {
  expect(needs(name, known)).toBe(words);
});

test("needs() counts the names of a long list where one is near", () => {
  const known = Array.from({ length: 40 }, (_, index) => `key${index}`);
  expect(needs("kez7", known)).toBe('needs one of 40; did you mean "key7"');
  expect(needs("nothing", known)).toMatch(/^needs "key0", .+ or "key39"$/);
});
