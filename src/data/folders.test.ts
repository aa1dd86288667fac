import { delimiter, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { dataFolders } from "./folders.ts";

test("dataFolders() lists the user's folders, then the cache", () => {
  const listed = ["/a", "", "b", " "].join(delimiter);
  expect(dataFolders(listed, "/home/u")).toEqual([
    "/a",
    resolve("b"),
    join("/home/u", ".cache", "learnscope", "data"),
  ]);
  expect(dataFolders("", "/home/u")).toHaveLength(1);
});
