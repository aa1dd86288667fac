import { resolve } from "node:path";
import { checkPacked } from "../data/pack/checkPacked.ts";
import type { Outcome } from "./command.ts";
import { textTable } from "./textTable.ts";

/** What `data check` says of a packed file, which it reads to its end. */
export async function packedOutcome(name: string, path: string): Promise<Outcome> {
  const tensors = await checkPacked(path);
  const isRight = tensors.every((tensor) => tensor.isRight);
  const rows = tensors.map((tensor) => [tensor.name, tensor.isRight ? "right" : "altered"]);
  const advice = isRight
    ? []
    : ["altered: the file is not as it was packed; delete it and pack its folder again"];
  return {
    json: { name, path: resolve(path), isRight, tensors },
    text: [textTable({ columns: ["tensor", "state"], rows }), "", path, ...advice].join("\n"),
    exitCode: isRight ? 0 : 1,
  };
}
