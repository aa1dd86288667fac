import { expect, test } from "vitest";
import { UsageError } from "../core/errors.ts";
import { checkBytes } from "./checkBytes.ts";

test("checkBytes() lets bytes pass and refuses floats", () => {
  for (const dtype of ["u8", undefined] as const) checkBytes({ dtype }, "Cannot draw images");
  expect(() => checkBytes({ dtype: "f32" }, "Cannot draw images")).toThrow(
    new UsageError("Cannot draw images: they are 32-bit floats, needs bytes"),
  );
});
