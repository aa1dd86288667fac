import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { codeOf } from "../core/codeOf.ts";
import { reasonOf } from "./reasonOf.ts";

test("reasonOf() words what the system reports", async () => {
  const missing = await readFile(join(tmpdir(), "no", "such", "file")).catch((error) => error);
  expect(codeOf(missing)).toBe("ENOENT");
  expect(reasonOf(missing)).toBe("it does not exist");
  expect(reasonOf(await readFile(tmpdir()).catch((error) => error))).toBe("it is a folder");
});

test("reasonOf() passes on what it has no words for", () => {
  expect(reasonOf(Object.assign(new Error("odd"), { code: "EODD" }))).toBe("odd");
  expect(reasonOf("odd")).toBe("odd");
  expect(codeOf("odd")).toBe("");
});
