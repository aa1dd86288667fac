import { expect, test } from "vitest";
import {
  bytesField,
  doubleField,
  type Encoded,
  floatField,
  integerField,
  message,
  messageField,
  textField,
} from "./protobuf.ts";

/** In hexadecimal digits, two a byte. */
function hex({ pieces, size }: Encoded): string {
  const bytes = Buffer.concat(pieces);
  expect(bytes).toHaveLength(size);
  return bytes.toString("hex");
}

test("integerField() writes the numbers of the format's documentation", () => {
  expect(hex(integerField(1, 150))).toBe("089601");
  expect(hex(integerField(1, 0))).toBe("0800");
  expect(hex(integerField(1, 127))).toBe("087f");
  expect(hex(integerField(20, 2))).toBe("a00102"); // fields from 16 take two bytes
});

test("integerField() writes negative numbers in ten bytes, large ones exactly", () => {
  expect(hex(integerField(1, -1))).toBe(`08${"ff".repeat(9)}01`);
  expect(hex(integerField(1, 2 ** 53 - 1))).toBe("08ffffffffffffff0f");
});

test("floatField() writes four bytes, the lowest first", () => {
  expect(hex(floatField(2, 1))).toBe("150000803f");
});

test("doubleField() writes eight bytes, the lowest first", () => {
  expect(hex(doubleField(1, 1))).toBe("09000000000000f03f");
  expect(hex(doubleField(1, -0.1))).toBe("099a9999999999b9bf");
});

test("textField() writes length and UTF-8", () => {
  expect(hex(textField(2, "testing"))).toBe("120774657374696e67");
  expect(hex(textField(2, "é"))).toBe("1202c3a9");
  expect(hex(textField(2, ""))).toBe("1200");
});

test("messageField() puts a message inside another", () => {
  expect(hex(messageField(3, message([integerField(1, 150)])))).toBe("1a03089601");
});

test("message() lays fields one after the other and copies no bytes", () => {
  const bytes = new Uint8Array(300);
  const whole = message([integerField(1, 1)], [bytesField(2, bytes)]);
  expect(whole.size).toBe(2 + 3 + 300);
  expect(whole.pieces).toContain(bytes);
});
