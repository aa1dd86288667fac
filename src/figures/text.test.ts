import { expect, test } from "vitest";
import {
  escapeXml,
  fittingText,
  percent,
  points,
  textWidth,
  wholeNumber,
  wrapText,
} from "./text.ts";

test("escapeXml() makes text safe in tags, attributes and XML at all", () => {
  expect(escapeXml(`<a href="x">'&'</a>\u0000\u000b`)).toBe(
    "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;",
  );
});

test("textWidth() grows with text and size, and counts Japanese as square", () => {
  expect(textWidth("", 12)).toBe(0);
  expect(textWidth("mmm", 10)).toBeGreaterThan(textWidth("iii", 10));
  expect(textWidth("平行移動", 10)).toBe(40);
});

test("wrapText() breaks between words, and leaves a long word whole", () => {
  expect(wrapText("aa bb cc", 10, textWidth("aa bb", 10))).toEqual(["aa bb", "cc"]);
  expect(wrapText("unbreakable", 10, 5)).toEqual(["unbreakable"]);
});

test("fittingText() cuts what is too wide, and shows that it did", () => {
  expect(fittingText("aaa bbb", 10, textWidth("aaa bbb", 10))).toBe("aaa bbb");
  expect(fittingText("aaa bbb", 10, textWidth("aaa b…", 10))).toBe("aaa b…");
  expect(fittingText("aaa bbb", 10, textWidth("aaa …", 10))).toBe("aaa…");
});

test("percent(), points() and wholeNumber() write numbers as people read them", () => {
  expect([percent(0.9654), percent(0.9654, 1), percent(Number.NaN)]).toEqual([
    "97%",
    "96.5%",
    "NaN",
  ]);
  expect([points(-0.374), points(0.05), points(-0.0001)]).toEqual(["−37.4", "+5.0", "0.0"]);
  expect(points(Number.NaN)).toBe("NaN");
  expect([points(-0.374, 0), points(0.0005, 2)]).toEqual(["−37", "+0.05"]);
  expect([wholeNumber(-5), wholeNumber(0), wholeNumber(5)]).toEqual(["−5", "0", "5"]);
});
