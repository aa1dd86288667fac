import { expect, test } from "vitest";
import { parseSvg, textsOf } from "../../test/support/svg.ts";
import { loadCanvas } from "./canvas.ts";
import { classStyles } from "./classStyles.ts";
import { dotPanel } from "./dotPanel.ts";

async function panelOf(): Promise<string> {
  const labels = [0, 1, 1, 2];
  const styles = new Map([...classStyles(labels, ["a", "b", "c"])].slice(0, 2));
  const positions = [0, 0, 10, 0, 10, 10, 0, 10];
  const options = { title: "c3", positions, labels, styles, width: 102, radius: 2 };
  const { body, width, height } = dotPanel(await loadCanvas(), options);
  expect([width, height]).toEqual([102, 126]);
  return `<svg xmlns="http://www.w3.org/2000/svg">${body}</svg>`;
}

test("dotPanel() gives each class colour and symbol, and small grey dots to those without", async () => {
  const svg = await panelOf();
  const document = parseSvg(svg);
  expect(textsOf(svg)).toEqual(["c3"]);
  expect(document.querySelectorAll("path[fill='#d55e00']")).toHaveLength(2);
  expect(document.querySelectorAll("path[fill='#0072b2']")).toHaveLength(1);
  expect(document.querySelectorAll("circle")).toHaveLength(1);
});
