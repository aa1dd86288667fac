import { expect, test } from "vitest";
import { workerUrl } from "./workerUrl.ts";

test("workerUrl() names the built file beside a built caller", () => {
  const caller = "file:///home/src/learnscope/dist/data/feed/feedBatches.js";
  expect(workerUrl("./batchWorker.js", caller).pathname).toBe(
    "/home/src/learnscope/dist/data/feed/batchWorker.js",
  );
});

test("workerUrl() names the built file of a source, wherever the checkout is", () => {
  const caller = "file:///home/src/learnscope/src/data/feed/feedBatches.ts";
  expect(workerUrl("./batchWorker.js", caller).pathname).toBe(
    "/home/src/learnscope/dist/data/feed/batchWorker.js",
  );
});
