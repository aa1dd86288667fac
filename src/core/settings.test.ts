import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UsageError } from "./errors.ts";
import {
  amount,
  keptShare,
  numberList,
  numberWithin,
  oneOf,
  positiveNumber,
  range,
  resolveSettings,
  type SettingsSchema,
  seedList,
  signedNumber,
  text,
  wholeNumber,
  wholeNumberWithin,
  yesOrNo,
} from "./settings.ts";

interface Settings {
  readonly data: string;
  readonly epochs: number;
  readonly learningRate: number;
  readonly mode: "zero" | "circular";
  readonly seeds: readonly number[];
}

const schema: SettingsSchema<Settings> = {
  data: text("mnist", "data set"),
  epochs: wholeNumber(1, 2, "epochs"),
  learningRate: positiveNumber(0.05, "learning rate"),
  mode: oneOf(["zero", "circular"], "mode"),
  seeds: seedList([0, 1], "seeds"),
};

const resolve = (given: Readonly<Record<string, unknown>>) =>
  resolveSettings("toy", schema, { given });

describe("resolveSettings()", () => {
  test("fills in defaults", () => {
    expect(resolve({})).toEqual({
      data: "mnist",
      epochs: 2,
      learningRate: 0.05,
      mode: "zero",
      seeds: [0, 1],
    });
  });

  test("puts what is given before the preset, and that before the defaults", () => {
    const preset = { epochs: 5, learningRate: 0 };
    const settings = resolveSettings("toy", schema, { given: { epochs: "3" }, preset });
    expect(settings).toMatchObject({ epochs: 3, learningRate: 0, data: "mnist" });
  });

  test("takes values as words of a command line and as values of a file", () => {
    const words = { epochs: "3", learningRate: "1e-2", mode: "circular", seeds: "4", data: "x" };
    const values = { epochs: 3, learningRate: 0.01, mode: "circular", seeds: [4], data: "x" };
    expect(resolve(words)).toEqual(values);
    expect(resolve(values)).toEqual(values);
  });

  test.each([
    ["epoch", '; did you mean "epochs"'],
    ["learningrate", '; did you mean "learningRate"'],
    ["width", ""],
    ["toString", ""],
    ["__proto__x", ""],
  ])('refuses the key "%s"', (key, hint) => {
    expect(() => resolve({ [key]: "1" })).toThrow(
      new UsageError(
        `Cannot set "${key}" of "toy": there is no such key, needs "data", "epochs", "learningRate", "mode" or "seeds"${hint}`,
      ),
    );
  });

  const whole = "a whole number >= 1";
  const number = "a number above 0";
  const modes = '"zero" or "circular"';
  const seeds = "whole numbers such as 3, 0,2,5 or 0..4";
  test.each([
    ["epochs", "two", whole],
    ["epochs", "0", whole],
    ["epochs", "1.5", whole],
    ["epochs", "", whole],
    ["epochs", " ", whole],
    ["epochs", true, whole],
    ["epochs", null, whole],
    ["epochs", undefined, whole],
    ["epochs", "1e400", whole],
    ["learningRate", "0", number],
    ["learningRate", "-0.1", number],
    ["learningRate", "fast", number],
    ["learningRate", "", number],
    ["learningRate", "Infinity", number],
    ["learningRate", "NaN", number],
    ["mode", "Zero", modes],
    ["mode", "", modes],
    ["data", "", "a name"],
    ["data", 3, "a name"],
    ["seeds", "", seeds],
    ["seeds", "-1", seeds],
    ["seeds", "1.5", seeds],
    ["seeds", "0,", seeds],
    ["seeds", "0 1", seeds],
    ["seeds", "4..0", seeds],
    ["seeds", "4..0,7", seeds],
    ["seeds", "..4", seeds],
    ["seeds", "0..", seeds],
    ["seeds", "0..1..2", seeds],
    ["seeds", "0..10000", seeds],
    ["seeds", "9007199254740993", seeds],
    ["seeds", [], seeds],
    ["seeds", [0, "1"], seeds],
  ])("refuses %s=%j", (key, value, needs) => {
    expect(() => resolve({ [key]: value })).toThrow(
      new UsageError(`Cannot set ${key} of "toy": "${String(value)}" was given, needs ${needs}`),
    );
  });
});

describe("seedList()", () => {
  const seedsOf = (given: unknown) => resolve({ seeds: given }).seeds;

  test.each([
    ["3", [3]],
    ["0,2,5", [0, 2, 5]],
    ["0..4", [0, 1, 2, 3, 4]],
    ["7..7", [7]],
    ["9,0..2, 5 ", [9, 0, 1, 2, 5]],
    [12, [12]],
    [
      [5, 3],
      [5, 3],
    ],
  ])("reads %j", (given, seeds) => {
    expect(seedsOf(given)).toEqual(seeds);
  });

  test("takes a seed that is named twice once: it would give the same training", () => {
    expect(seedsOf("1,1")).toEqual([1]);
    expect(seedsOf("0..3,2,5")).toEqual([0, 1, 2, 3, 5]);
    expect(seedsOf([4, 4])).toEqual([4]);
  });

  test("gives the seeds that a list is written from", () => {
    const list = fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(list, (seeds) => {
        expect(seedsOf(seeds.join(","))).toEqual(seeds);
      }),
    );
  });

  test("includes both ends of a range", () => {
    const range = fc.tuple(fc.nat(1_000_000), fc.nat(200));
    fc.assert(
      fc.property(range, ([from, more]) => {
        const seeds = seedsOf(`${from}..${from + more}`);
        expect([seeds.length, seeds[0], seeds.at(-1)]).toEqual([more + 1, from, from + more]);
      }),
    );
  });
});

test.each([
  [-0.1, false],
  [0, true],
  [0.9, true],
  [1, false],
])("keptShare() takes %j: %j", (share, isTaken) => {
  expect(keptShare(0, "").schema.safeParse(share).success).toBe(isTaken);
});

test.each([
  [-0.1, false],
  ["0", true],
  ["1e-4", true],
  ["", false],
])("amount() takes %j: %j", (value, isTaken) => {
  expect(amount(0, "").schema.safeParse(value).success).toBe(isTaken);
});

test.each([
  ["30", [30]],
  ["30, 60.5", [30, 60.5]],
  [
    [1, 2],
    [1, 2],
  ],
  ["30,", null],
  ["30;60", null],
  ["0", null],
  ["", null],
])("numberList() reads %j as %j", (given, numbers) => {
  const { success, data } = numberList("").schema.safeParse(given);
  expect(success ? data : null).toEqual(numbers);
});

test.each([
  ["0.8..1.2", [0.8, 1.2]],
  [".5...75", [0.5, 0.75]],
  ["1e-3..1", [0.001, 1]],
  ["2", [2, 2]],
  [3, [3, 3]],
  [
    [1, 2],
    [1, 2],
  ],
  ["1.2..0.8", null],
  ["0..1", null],
  ["-1..1", null],
  ["..1", null],
  ["1..", null],
  ["1..2..3", null],
  ["", null],
  [[1], null],
  [[1, 2, 3], null],
  [null, null],
  ["1..Infinity", null],
])("range() reads %j as %j", (given, ends) => {
  const { success, data } = range([1, 1], "").schema.safeParse(given);
  expect(success ? data : null).toEqual(ends);
});

test.each([
  ["-3", true],
  [0, true],
  ["1.5", false],
  ["", false],
])("signedNumber() takes %j: %j", (value, isTaken) => {
  expect(signedNumber(0, "").schema.safeParse(value).success).toBe(isTaken);
});

test.each([
  ["0", true],
  ["0.5", true],
  [0.51, false],
  [-0.1, false],
  ["", false],
])("numberWithin() 0 to 0.5 takes %j: %j", (value, isTaken) => {
  const setting = numberWithin([0, 0.5], 0, "");
  expect(setting.schema.safeParse(value).success).toBe(isTaken);
  expect(setting.needs).toBe("a number from 0 to 0.5");
});

test.each([
  ["1", true],
  [9, true],
  ["0", false],
  ["10", false],
  ["1.5", false],
])("wholeNumberWithin() 1 to 9 takes %j: %j", (value, isTaken) => {
  const setting = wholeNumberWithin([1, 9], 1, "");
  expect(setting.schema.safeParse(value).success).toBe(isTaken);
  expect(setting.needs).toBe("a whole number from 1 to 9");
});

test.each([
  ["true", true],
  [false, false],
  ["yes", null],
  ["", null],
  ["constructor", null],
])("yesOrNo() reads %j as %j", (given, value) => {
  const { success, data } = yesOrNo(false, "").schema.safeParse(given);
  expect(success ? data : null).toBe(value);
});

test("resolveSettings() says of a schema without keys that none is needed", () => {
  expect(() => resolveSettings("toy", {}, { given: { c3: "full" } })).toThrow(
    new UsageError('Cannot set "c3" of "toy": there is no such key, needs none'),
  );
});

test("oneOf() has the first word as its default, and says which there are", () => {
  const setting = oneOf(["a", "b", "c"], "letter");
  expect(setting.default).toBe("a");
  expect(setting.needs).toBe('"a" or "b" or "c"');
  expect(setting.description).toBe("letter");
});
