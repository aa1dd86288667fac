import { expect, test } from "vitest";
import { probesText } from "./probesText.ts";

test("probesText() adds up the costs of all seeds, and names failures and reports", () => {
  const run = (seconds: number) => ({
    history: [{ epoch: 1, "test/accuracy": 0.5, "time/epoch-seconds": 4 }],
    probeCosts: [{ probe: "cka", hash: "0a", name: "cka", measurements: 2, seconds, bytes: 1024 }],
    probeFailures: [{ probe: "mine", epoch: seconds === 1 ? 3 : null, reason: "it is late" }],
    report: `run-${seconds}/report.html`,
  });
  const [costs, failures, reports] = probesText([run(1), run(3)]);
  expect(costs!.split("\n").at(-1)).toMatch(/^cka +4 +4\.00 s +1\.00 s +33\.3% +1\.0 KiB$/);
  expect(failures).toBe(
    "mine failed after epoch 3: it is late\nmine failed on a network that has learned nothing: it is late",
  );
  expect(reports).toBe("Report: run-1/report.html\nReport: run-3/report.html");
});

test("probesText() says nothing where nothing was asked", () => {
  const run = { history: [], probeCosts: [], probeFailures: [], report: null };
  expect(probesText([run])).toEqual([]);
});
