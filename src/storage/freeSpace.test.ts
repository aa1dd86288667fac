import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { requireSpace } from "./freeSpace.ts";

test("requireSpace() refuses what does not fit, also into folders that are not there yet", async () => {
  const path = join(tmpdir(), "new", "folder", "file");
  await requireSpace(path, 1);
  await requireSpace(path, Number.POSITIVE_INFINITY);
  await expect(requireSpace(path, 2 ** 60)).rejects.toThrow(
    /^Cannot write ".*file": [\d.]+ [MGT]iB are free on the disk, needs 1048576.0 TiB$/,
  );
});
