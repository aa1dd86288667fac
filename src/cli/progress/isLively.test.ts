import { expect, test } from "vitest";
import { isLively } from "./isLively.ts";

test("isLively() is true on a terminal that may have colours", () => {
  expect(isLively({ isTTY: true }, { TERM: "xterm-256color" })).toBe(true);
});

test.each([{ NO_COLOR: "1" }, { CI: "true" }, { TERM: "dumb" }])(
  "isLively() is false on a terminal with %o",
  (environment) => {
    expect(isLively({ isTTY: true }, environment)).toBe(false);
  },
);

test("isLively() is false where the stream is no terminal", () => {
  expect(isLively({ isTTY: false }, {})).toBe(false);
});
