import { expect, test } from "vitest";
import { csvLine, csvOf } from "./csv.ts";

test("csvOf() writes a header and quotes only what needs quotes", () => {
  const rows = [
    { name: 'a "b", c', value: 0.5, right: true },
    { name: "d\ne", value: null, right: false },
  ];
  expect(csvOf(rows)).toBe('name,value,right\n"a ""b"", c",0.5,true\n"d\ne",,false\n');
});

test("csvOf() keeps numbers to the last digit", () => {
  expect(csvOf([{ x: 0.1 + 0.2 }])).toBe("x\n0.30000000000000004\n");
});

test("csvLine() writes NaN and the infinite numbers as words, and nothing for what is not known", () => {
  const cells = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, null, 1e300];
  expect(csvLine(cells)).toBe("NaN,Infinity,-Infinity,,1e+300\n");
});
