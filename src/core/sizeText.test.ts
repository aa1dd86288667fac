import { expect, test } from "vitest";
import { sizeText } from "./sizeText.ts";

test.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [1024, "1.0 KiB"],
  [1536, "1.5 KiB"],
  [2 ** 20, "1.0 MiB"],
  [248_100_043, "236.6 MiB"],
  [127_945_569_561, "119.2 GiB"],
  [2 ** 53, "8192.0 TiB"],
])("sizeText() of %d bytes is %s", (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});
