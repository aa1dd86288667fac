import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UsageError } from "../../core/errors.ts";
import { transforms } from "./index.ts";
import { parseTransforms, showTransforms } from "./parseTransforms.ts";

const list = transforms.map(({ name }) => `"${name}"`);
const anyName = `${list.slice(0, -1).join(", ")} or ${list.at(-1)}`;

describe("parseTransforms()", () => {
  test("reads transforms with and without options, and fills in the rest", () => {
    expect(parseTransforms("crop:4, flip,affine:degrees=20:scale=0.9..1.1")).toEqual([
      { name: "crop", options: { padding: 4, size: 0, mode: "zero" } },
      { name: "flip", options: { probability: 0.5 } },
      { name: "affine", options: { degrees: 20, translate: 0, scale: [0.9, 1.1], shear: 0 } },
    ]);
  });

  test.each(["", " "])("reads %j as no transform", (text) => {
    expect(parseTransforms(text)).toEqual([]);
  });

  test.each([
    [
      "flop",
      `Cannot apply "flop": there is no such transform, needs ${anyName}; did you mean "flip"`,
    ],
    ["flip,", `Cannot apply "": there is no such transform, needs ${anyName}`],
    [
      "crop:paddin=2",
      'Cannot set "paddin" of "crop": there is no such key, needs "padding", "size" or "mode"; did you mean "padding"',
    ],
    ["crop:4:3", 'Cannot set "3" of "crop": it has no value, needs an option such as key=value'],
    [
      "translate:4",
      'Cannot set "4" of "translate": it has no value, needs an option such as key=value',
    ],
    ["crop:4:padding=4", 'Cannot set "padding" of "crop": it is given twice, needs one value'],
    [
      "crop:four",
      'Cannot set padding of "crop": "four" was given, needs a whole number from 0 to 4096',
    ],
    [
      "affine:scale=1.1..0.9",
      'Cannot set scale of "affine": "1.1..0.9" was given, needs a number above 0 or a range such as 0.8..1.2',
    ],
    [
      "flip:__proto__=1",
      'Cannot set "__proto__" of "flip": there is no such key, needs "probability"',
    ],
  ])("refuses %j", (text, message) => {
    expect(() => parseTransforms(text)).toThrow(new UsageError(message));
  });
});

describe("showTransforms()", () => {
  test.each([
    ["", ""],
    ["crop:4,flip", "crop,flip"],
    ["crop:mode=edge:padding=2", "crop:2:mode=edge"],
    ["crop:padding=4:mode=edge", "crop:mode=edge"],
    ["blur:sigma=1..1", "blur:1"],
    ["translate:by=4:dx=-1", "translate:by=4:dx=-1"],
    ["resize:exact=true", "resize:exact=true"],
    ["affine:scale=0.90..1.10,mixup:0.20", "affine:scale=0.9..1.1,mixup:0.2"],
  ])("shows %j as %j", (text, shown) => {
    expect(showTransforms(parseTransforms(text))).toBe(shown);
  });

  test("gives a text of the same steps, whatever the options are", () => {
    const step = fc.oneof(
      fc.record({
        name: fc.constant("affine"),
        options: fc.record({
          degrees: fc.double({ min: 0, max: 360, noNaN: true }),
          scale: fc
            .tuple(fc.double({ min: 1e-9, max: 9 }), fc.double({ min: 9, max: 1e30 }))
            .filter((ends) => !ends.some(Number.isNaN)),
        }),
      }),
      fc.record({
        name: fc.constant("translate"),
        options: fc.record({
          by: fc.nat(4096),
          dx: fc.integer(),
          mode: fc.constantFrom("zero", "circular", "reflect"),
        }),
      }),
      fc.record({ name: fc.constant("resize"), options: fc.record({ exact: fc.boolean() }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 4 }), (steps) => {
        const parsed = parseTransforms(showTransforms(steps));
        expect(parsed).toMatchObject(steps);
        expect(parseTransforms(showTransforms(parsed))).toEqual(parsed);
      }),
    );
  });
});
