import { expect, test } from "vitest";
import { figureOf } from "./figure.ts";
import { figureFiles } from "./figureFiles.ts";

const drawing = { width: 10, height: 10, body: "" };
const text = { id: "a-figure", title: "A title", caption: "A caption." };
const data = [
  { network: "a,b", mean: 0.25 },
  { network: "c", mean: null },
];
const figure = figureOf(text, drawing, data);
const dataset = { title: "CIFAR-10 (JPEG)", line: "Data: CIFAR-10 (JPEG). Stored as JPEG" };

test("figureFiles() are picture, table and JSON", () => {
  const files = figureFiles(figure);
  expect(files.map(({ extension }) => extension)).toEqual(["svg", "csv", "json"]);
  const [svg, csv, json] = files.map((file) => file.text);
  expect([svg, csv]).toEqual([figure.svg, figure.csv]);
  expect(JSON.parse(json!)).toEqual({ ...text, data });
});

test("figureFiles() name the data set in JSON and in the last column of the table", () => {
  const [svg, csv, json] = figureFiles(figure, dataset).map((file) => file.text);
  expect(svg).toBe(figure.svg);
  expect(csv).toBe('network,mean,dataset\n"a,b",0.25,CIFAR-10 (JPEG)\nc,,CIFAR-10 (JPEG)\n');
  expect(JSON.parse(json!)).toEqual({ ...text, dataset: dataset.line, data });
});

test("figureFiles() refuses data that have a column of that name", () => {
  const own = figureOf(text, drawing, [{ dataset: "mnist", mean: 1 }]);
  expect(figureFiles(own)[1]!.text).toBe(own.csv);
  expect(() => figureFiles(own, dataset)).toThrow(
    new RangeError(
      'Cannot name the data set of the figure "a-figure": its data have a column "dataset", needs another name for it',
    ),
  );
});
