import { expect, test } from "vitest";
import { UsageError } from "../core/errors.ts";
import { chooseOptions, optionText, optionTexts, share, wholeNumber } from "./options.ts";

const choices = { pooling: ["avg", "max"], output: ["softmax", "rbf"] } as const;
const numbers = {
  width: wholeNumber(64, { least: 16, most: 1024, step: 16 }),
  dropout: share(0.5),
} as const;

test("chooseOptions() takes what is given and the first of each row for the rest", () => {
  expect(chooseOptions("net", choices, { output: "rbf" })).toEqual({
    pooling: "avg",
    output: "rbf",
  });
});

test("chooseOptions() takes numbers as such and as text", () => {
  expect(chooseOptions("net", numbers, {})).toEqual({ width: 64, dropout: 0.5 });
  expect(chooseOptions("net", numbers, { width: "16", dropout: 0.25 })).toEqual({
    width: 16,
    dropout: 0.25,
  });
  expect(chooseOptions("net", numbers, { width: 1024, dropout: "0.99" })).toEqual({
    width: 1024,
    dropout: 0.99,
  });
});

test.each([
  [
    { poling: "max" },
    'it has no option "poling", needs "pooling" or "output"; did you mean "pooling"',
  ],
  [{ width: 3 }, 'it has no option "width", needs "pooling" or "output"'],
  [{ pooling: "maxx" }, 'pooling is "maxx", needs "avg" or "max"; did you mean "max"'],
  [{ pooling: 2 }, 'pooling is "2", needs "avg" or "max"'],
  [{ pooling: null }, 'pooling is "null", needs "avg" or "max"'],
  [{ toString: "max" }, 'it has no option "toString", needs "pooling" or "output"'],
])("chooseOptions() refuses %j", (given, reason) => {
  expect(() => chooseOptions("net", choices, given)).toThrow(
    new UsageError(`Cannot make "net": ${reason}`),
  );
});

test.each([
  [{ width: 0 }, 'width is "0", needs a whole number from 16 to 1024 that 16 divides'],
  [{ width: "1040" }, 'width is "1040", needs a whole number from 16 to 1024 that 16 divides'],
  [{ width: 40 }, 'width is "40", needs a whole number from 16 to 1024 that 16 divides'],
  [{ width: "wide" }, 'width is "wide", needs a whole number from 16 to 1024 that 16 divides'],
  [{ width: " " }, 'width is " ", needs a whole number from 16 to 1024 that 16 divides'],
  [{ width: null }, 'width is "null", needs a whole number from 16 to 1024 that 16 divides'],
  [{ dropout: 1 }, 'dropout is "1", needs a number from 0 to 0.99'],
  [{ dropout: Number.NaN }, 'dropout is "NaN", needs a number from 0 to 0.99'],
  [{ widht: 16 }, 'it has no option "widht", needs "width" or "dropout"; did you mean "width"'],
])("chooseOptions() refuses %j where numbers are needed", (given, reason) => {
  expect(() => chooseOptions("net", numbers, given)).toThrow(
    new UsageError(`Cannot make "net": ${reason}`),
  );
});

test("chooseOptions() refuses a fraction where the number is whole", () => {
  expect(() => chooseOptions("net", { k: wholeNumber(64) }, { k: 1.5 })).toThrow(
    new UsageError('Cannot make "net": k is "1.5", needs a whole number from 1 to 1024'),
  );
});

test("chooseOptions() of a network without options refuses any", () => {
  expect(() => chooseOptions("mlp", {}, { c3: "full" })).toThrow(
    new UsageError('Cannot make "mlp": it has no option "c3", needs none'),
  );
});

test("optionText() says what may be chosen", () => {
  expect(optionText(choices.pooling)).toBe("avg, max");
  expect(optionText(numbers.width)).toBe("16 to 1,024, multiples of 16");
  expect(optionText(numbers.dropout)).toBe("0 to 0.99");
});

test("optionTexts() makes text of every value", () => {
  expect(optionTexts({ pooling: "max", dropout: 0.5 })).toEqual({ pooling: "max", dropout: "0.5" });
});
