import { expect, test } from "vitest";
import { applyTransforms } from "../../../test/support/applyTransforms.ts";
import { UsageError } from "../../core/errors.ts";

test.each([
  ["jitter", 2, "2 channels", "1 or 3"],
  ["grey", 4, "4 channels", "1 or 3"],
  ["lighting", 1, "1 channel", "3"],
])("checkChannels() lets %s refuse images of %d channels", (name, channels, found, needed) => {
  const format = { channels, height: 2, width: 2 };
  expect(() => applyTransforms(name, { format })).toThrow(
    new UsageError(`Cannot apply "${name}": images have ${found}, needs ${needed}`),
  );
});
