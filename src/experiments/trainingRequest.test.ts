import { expect, test, vi } from "vitest";
import { configurationOf, requestTraining } from "./trainingRequest.ts";

function probesOf(probes: string): string {
  return configurationOf(requestTraining({ probes }, () => undefined)).probes;
}

test("configurationOf() has the whole path of a probe's file, and no path that would be read otherwise", () => {
  const folder = vi.spyOn(process, "cwd").mockReturnValue("/home/ada");
  expect(probesOf("cka,./own.ts:count=5")).toBe("cka,/home/ada/own.ts:count=5");
  folder.mockReturnValue("/home/ada:eve");
  expect(() => probesOf("./own.ts")).toThrow(
    'Cannot use "/home/ada:eve/own.ts": its path has a comma or a colon, which stand between probes and options, needs one without',
  );
  folder.mockRestore();
});
