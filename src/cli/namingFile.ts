import { UsageError } from "../core/errors.ts";

/**
 * Does what depends on the settings of a file; what is wrong with them is said with the file's name.
 *
 * @throws {UsageError} as the work does
 */
export async function namingFile<Result>(
  path: string | undefined,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (path === undefined || !(error instanceof UsageError) || error.message.includes(path)) {
      throw error;
    }
    throw new UsageError(`${error.message} (settings of "${path}")`, { cause: error });
  }
}
