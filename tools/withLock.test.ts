import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeProject } from "./makeProject.ts";
import { withLock } from "./withLock.mjs";

const refuse = (line: string) => {
  throw new Error(line);
};

test("withLock() holds a file with the process number while it works, and gives it back", () => {
  const path = join(makeProject({}), ".cache/lock");
  withLock(path, refuse, () => expect(readFileSync(path, "utf8")).toBe(String(process.pid)));
  expect(existsSync(path)).toBe(false);
  expect(() => withLock(path, refuse, () => refuse("broken"))).toThrow("broken");
  expect(existsSync(path)).toBe(false);
});

test("withLock() takes over from a process that is gone", () => {
  const gone = spawnSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" });
  const path = join(makeProject({ lock: gone.stdout.trim() }), "lock");
  let worked = false;
  withLock(path, refuse, () => {
    worked = true;
  });
  expect(worked).toBe(true);
});

test("withLock() takes over a lock that is too old to be true", () => {
  const path = join(makeProject({ lock: String(process.pid) }), "lock");
  utimesSync(path, 0, 0);
  let worked = false;
  withLock(path, refuse, () => {
    worked = true;
  });
  expect(worked).toBe(true);
});

test("withLock() waits for a process that lives, and says so once", async () => {
  const root = makeProject({});
  const path = join(root, "lock");
  const module = JSON.stringify(new URL("withLock.mjs", import.meta.url));
  const holder = spawn(process.execPath, [
    "--input-type=module",
    "-e",
    `import { withLock } from ${module};
     withLock(${JSON.stringify(path)}, () => {}, () => {
       console.log("held");
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 350);
     });`,
  ]);
  await new Promise((resolve) => holder.stdout.once("data", resolve));
  const said: string[] = [];
  const start = Date.now();
  withLock(
    path,
    (line) => said.push(line),
    () => said.push("working"),
  );
  expect(said).toEqual(["waiting for another set-up to finish", "working"]);
  expect(Date.now() - start).toBeGreaterThan(150);
});
