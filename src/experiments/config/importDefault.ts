import { access } from "node:fs/promises";
import { resolve } from "node:path";
import { UsageError } from "../../core/errors.ts";
import { messageOf } from "../../core/messageOf.ts";
import { reasonOf } from "../../data/reasonOf.ts";
import { lineIn } from "./lineIn.ts";

/** The module that `import … from "learnscope"` gives; from a test's view the sources, else what was built. */
const ownEntry = `../../index${import.meta.url.slice(import.meta.url.lastIndexOf("."))}`;

/**
 * What a TypeScript or JavaScript file exports as its default. In the file `learnscope` is this very program, wherever
 * the file lies.
 *
 * @throws {UsageError} when it is not there, cannot be run, or has no default export
 */
export async function importDefault(path: string): Promise<unknown> {
  await access(path).catch((error: unknown) => {
    throw new UsageError(
      `Cannot read "${path}": ${reasonOf(error)}, needs a TypeScript or JavaScript file`,
      { cause: error },
    );
  });
  const { createJiti } = await import("jiti");
  const learnscope: unknown = await import(new URL(ownEntry, import.meta.url).href);
  const jiti = createJiti(import.meta.url, {
    fsCache: false,
    interopDefault: false,
    virtualModules: { learnscope },
  });
  const module = await jiti.import<object>(resolve(path)).catch((error: unknown) => {
    const line = lineIn(error, path);
    const place = line === undefined ? "" : `, line ${line}`;
    throw new UsageError(`Cannot run "${path}"${place}: ${reasonIn(error)}`, {
      cause: error,
    });
  });
  if ("default" in module) return module.default;
  throw new UsageError(`Cannot use "${path}": it exports no default, needs \`export default\``);
}

function reasonIn(error: unknown): string {
  const message = messageOf(error);
  return message.split("\n")[0]!.trim();
}
