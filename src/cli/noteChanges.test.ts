import { expect, test } from "vitest";
import { madeUpEnvironment, madeUpRun } from "../../test/support/madeUpRun.ts";
import { makeTemporaryFolder } from "../../test/support/pictureFolder.ts";
import { noteChanges } from "./noteChanges.ts";

test("noteChanges() says what is another than when the run was begun, and nothing else", async () => {
  const run = await madeUpRun(makeTemporaryFolder(), "pilot/a");
  const notes: string[] = [];
  const note = (line: string) => void notes.push(line);
  await noteChanges(run, { environment: { ...madeUpEnvironment, command: ["resume"] }, note });
  expect(notes).toEqual([]);
  const other = { backend: "fast loops", processor: "another", learnscope: "9.0.0" };
  await noteChanges(run, { environment: { ...madeUpEnvironment, ...other }, note });
  const { processor, learnscope } = madeUpEnvironment;
  expect(notes).toEqual([
    `"${run.path}" was begun with processor ${processor} and goes on with another: its last bits may differ`,
    `"${run.path}" was begun with backend plain loops and goes on with fast loops: its last bits may differ`,
    `"${run.path}" was begun with learnscope ${learnscope} and goes on with 9.0.0: its last bits may differ`,
  ]);
});
