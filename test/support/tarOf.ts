import { Header } from "tar";

/** What is to be in a tar archive. */
export interface TarMember {
  readonly name: string;
  readonly contents?: string | Uint8Array;
  readonly type?: "File" | "Directory" | "SymbolicLink" | "Link" | "CharacterDevice";
}

const block = 512;

/** The bytes of a tar archive; links point to "elsewhere". */
export function tarOf(members: readonly TarMember[]): Buffer {
  const parts = members.flatMap(({ name, contents = "", type = "File" }) => {
    const bytes = Buffer.from(contents);
    const header = new Header({ path: name, size: bytes.length, type, mode: 0o644 });
    if (type.endsWith("Link")) header.linkpath = "elsewhere";
    const head = Buffer.alloc(block);
    header.encode(head, 0);
    return [head, bytes, Buffer.alloc(-bytes.length & (block - 1))];
  });
  return Buffer.concat([...parts, Buffer.alloc(2 * block)]);
}
