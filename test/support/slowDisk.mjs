// Imported before a program by NODE_OPTIONS: every file takes a while until it has its name.
import promises from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { setTimeout } from "node:timers/promises";

const { rename } = promises;

promises.rename = async (from, to) => {
  await setTimeout(400);
  await rename(from, to);
};
syncBuiltinESMExports();
