import { expect, test } from "vitest";
import { commands } from "../../src/cli/commands.ts";
import { learnscope } from "./learnscope.ts";

test("learnscope --help names every command, and comes without loading any", () => {
  const { exitCode, stdout, stderr } = learnscope(["--help"]);
  expect([exitCode, stderr]).toEqual([0, ""]);
  for (const { name } of commands) expect(stdout).toContain(name.split(" ")[0]);
  expect(stdout).toContain("Exit codes: 0 done, 1 failed, 2 not understood");
});

test("learnscope without words shows its help as an error", () => {
  const { exitCode, stdout, stderr } = learnscope([]);
  expect([exitCode, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("Usage: learnscope");
});

test("learnscope --version is that of the package", () => {
  expect(learnscope(["--version"]).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("learnscope help train is learnscope train --help, with keys and examples", () => {
  const { exitCode, stdout } = learnscope(["help", "train"]);
  expect(exitCode).toBe(0);
  expect(stdout).toBe(learnscope(["train", "--help"]).stdout);
  expect(stdout).toMatch(/^ {2}learningRate= +learning rate; the largest, .+ \(default: 0.05\)$/m);
  expect(stdout).toContain("$ learnscope train model=lenet5 data=mnist seed=3");
});

const plans = commands
  .filter(({ flags }) => flags?.includes("dry-run"))
  .flatMap(({ examples }) => examples.map((example) => example.replaceAll(/ --\S+/g, "")))
  .filter((example) => !/my-|newest|<|\.yaml/.test(example)); // what a user would have made before

test.each(plans)("the example `learnscope %s` is understood", (example) => {
  const { exitCode, stdout } = learnscope([...example.split(" "), "--dry-run", "--json"]);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toBeTypeOf("object");
});
