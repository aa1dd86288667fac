import { expect, test } from "vitest";
import {
  numberList,
  oneOf,
  positiveNumber,
  type Setting,
  seedList,
  text,
  wholeNumber,
  wholeNumberWithin,
  yesOrNo,
} from "../../core/settings.ts";
import { imageKeys } from "../imageKeys.ts";
import { anyOf, settingJsonSchema } from "./settingJsonSchema.ts";

const whole = { type: "integer", minimum: 0 };
const positive = { type: "number", exclusiveMinimum: 0 };
const typed = { type: "string" };

test.each<[string, Setting<unknown>, object]>([
  ["wholeNumber", wholeNumber(0, 2, "n"), whole],
  ["wholeNumberWithin", wholeNumberWithin([1, 9], 2, "n"), { ...whole, minimum: 1, maximum: 9 }],
  ["positiveNumber", positiveNumber(2, "n"), positive],
  ["text", text("a", "n"), { type: "string", minLength: 1 }],
  ["oneOf", oneOf(["a", "b"], "n"), { type: "string", enum: ["a", "b"] }],
  ["yesOrNo", yesOrNo(true, "n"), { type: "boolean" }],
  [
    "seedList",
    seedList([0], "n"),
    { anyOf: [{ type: "array", minItems: 1, items: whole }, whole, typed] },
  ],
  ["numberList", numberList("n"), { anyOf: [{ type: "array", items: positive }, positive, typed] }],
  ["transforms", imageKeys.augment, { anyOf: [{ type: "array", items: typed }, typed] }],
])("settingJsonSchema() of %s", (_, setting, schema) => {
  expect(settingJsonSchema(setting)).toEqual({
    description: expect.any(String),
    default: setting.default,
    ...schema,
  });
});

test("settingJsonSchema() says what is needed, where the schema does not", () => {
  expect(settingJsonSchema(wholeNumber(1, 2, "images a step")).description).toBe(
    "images a step. Needs a whole number >= 1",
  );
  expect(settingJsonSchema(oneOf(["a", "b"], "which letter")).description).toBe("which letter");
  expect(settingJsonSchema(yesOrNo(true, "whether")).description).toBe("whether");
});

test("anyOf() leaves out what is there already", () => {
  expect(anyOf([{ type: "string" }, { type: "string" }])).toEqual({ type: "string" });
  expect(anyOf([{ type: "string" }, { type: "number" }, { type: "string" }])).toEqual({
    anyOf: [{ type: "string" }, { type: "number" }],
  });
});
