import { expect, test } from "vitest";
import { UsageError } from "../../core/errors.ts";
import { failureReason } from "./failureReason.ts";

test("failureReason() says where in a file of one's own a mistake is", () => {
  const error = new TypeError("x is undefined");
  error.stack =
    "TypeError: x is undefined\n    at measure (file:///a/own.ts:12:7)\n    at other.ts:1:2";
  expect(failureReason(error, "/a/own.ts")).toBe("x is undefined (/a/own.ts:12)");
  expect(failureReason(error)).toBe("x is undefined");
  expect(failureReason(new UsageError("Cannot do it"), "/a/own.ts")).toBe("Cannot do it");
  expect(failureReason("no")).toBe("no");
});
