import { expect, test } from "vitest";
import { crc32c } from "./crc32c.ts";

const rising = Uint8Array.from({ length: 32 }, (_, at) => at);

/** A command of iSCSI, the last of the RFC's examples. */
const readCommand = Buffer.from(
  "01c0000000000000000000000000000014000000000004000000001400000018280000000000000002000000" +
    "00000000",
  "hex",
);

test.each([
  ["32 zeros", new Uint8Array(32), 0x8a9136aa],
  ["32 ones", new Uint8Array(32).fill(0xff), 0x62a8ab43],
  ["32 rising bytes", rising, 0x46dd794e],
  ["32 falling bytes", rising.toReversed(), 0x113fdb5c],
  ["a read command", readCommand, 0xd9963a56],
])("crc32c() gives the sum that RFC 3720, B.4 has for %s", (_, bytes, sum) => {
  expect(crc32c(bytes)).toBe(sum);
});

test("crc32c() gives the check value of the catalogue of parametrised CRC algorithms", () => {
  expect(crc32c(Buffer.from("123456789"))).toBe(0xe3069283);
  expect(crc32c(new Uint8Array())).toBe(0);
});
