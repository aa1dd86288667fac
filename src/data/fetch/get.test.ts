import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DataError, UsageError } from "../../core/errors.ts";
import type { DataFile, FileSource, ReadableForm } from "../dataSource.ts";
import { getDataSet, getFiles } from "./get.ts";

let root: string;
let folder: string;
let server: Server;
let asked: string[];
let form: ReadableForm;
let source: FileSource;

beforeEach(async () => {
  for (const variable of ["HTTPS_PROXY", "https_proxy"]) vi.stubEnv(variable, "");
  root = await mkdtemp(join(tmpdir(), "learnscope-get-"));
  folder = join(root, "set");
  await mkdir(folder);
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end(gzipSync((request.url ?? "").replace("/", "").replace(".gz", " contents")));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  form = {
    title: "two files",
    folders: ["set"],
    mirrors: [`http://127.0.0.1:${(server.address() as AddressInfo).port}/`],
    files: [file("one"), file("two")],
    load: () => Promise.reject(new Error("never loaded here")),
  };
  source = {
    kind: "files",
    title: "Set",
    licence: "none",
    origin: "here",
    forms: [form],
  };
});
afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
  await rm(root, { recursive: true });
});

function file(name: string): DataFile {
  const contents = `${name} contents`;
  const sha256 = createHash("sha256").update(contents).digest("hex");
  const known = { size: contents.length, hash: `sha256:${sha256}` } as const;
  return { name, otherNames: [`${name}.old`], isGzip: true, contents: known };
}

test("getFiles() downloads all that is missing, and a second time nothing", async () => {
  await writeFile(join(folder, "one"), "one contents");
  expect(await getFiles(source, { roots: [root] })).toEqual({
    folder,
    kept: ["one"],
    downloaded: ["two"],
  });
  expect(await getFiles(source, { roots: [root] })).toEqual({
    folder,
    kept: ["one", "two"],
    downloaded: [],
  });
  expect(asked).toEqual(["/two.gz"]);
});

test("getFiles() replaces a damaged file and keeps it aside", async () => {
  await writeFile(join(folder, "one.old"), "one c");
  await writeFile(join(folder, "two.gz"), gzipSync("two contents").subarray(0, 20));
  const { downloaded } = await getFiles(source, { roots: [root] });
  expect(downloaded).toEqual(["one", "two"]);
  expect((await readdir(folder)).sort()).toEqual(["one.gz", "one.old.damaged", "two.gz"]);
});

test("getFiles() makes the first data folder where nothing is there yet", async () => {
  const roots = [join(root, "new", "data"), join(root, "other")];
  const { folder: made } = await getFiles(source, { roots });
  expect(made).toBe(join(root, "new", "data", "set"));
  expect((await readdir(made)).sort()).toEqual(["one.gz", "two.gz"]);
});

test("getFiles() says without a network which files belong where", async () => {
  server.close();
  server.closeAllConnections();
  const [mirror] = form.mirrors!;
  await expect(getFiles(source, { roots: [root] })).rejects.toThrow(
    new DataError(
      `Cannot download "one.gz": ${mirror}one.gz cannot be reached (ECONNREFUSED), needs a network connection, or one, two put into "${folder}" as they are, plain or as .gz`,
    ),
  );
});

test.each(["HTTPS_PROXY", "https_proxy"])(
  "getFiles() says without a network that the proxy of %s is not used",
  async (variable) => {
    vi.stubEnv(variable, "http://proxy:3128");
    server.close();
    server.closeAllConnections();
    await expect(getFiles(source, { roots: [root] })).rejects.toThrow(
      ", needs a network connection without a proxy (that of HTTPS_PROXY is not used), or one, two put",
    );
  },
);

test("getFiles() is content with another form that is there and right", async () => {
  const { mirrors: _, ...unfetched } = form;
  const archive = {
    ...unfetched,
    title: "all.zip",
    files: [{ ...file("all.zip"), isGzip: false }],
  };
  const either: FileSource = { ...source, forms: [archive, form] };
  await writeFile(join(folder, "all.zip"), "all.zip contents");
  expect(await getFiles(either, { roots: [root] })).toEqual({
    folder,
    kept: ["all.zip"],
    downloaded: [],
  });
  await writeFile(join(folder, "all.zip"), "all.zip damaged.");
  expect((await getFiles(either, { roots: [root] })).downloaded).toEqual(["one", "two"]);
  expect((await readdir(folder)).sort()).toEqual(["all.zip.damaged", "one.gz", "two.gz"]);
});

test("getFiles() says where files belong that nobody has for all", async () => {
  const { mirrors: _, ...given } = form;
  await expect(getFiles({ ...source, forms: [given] }, { roots: [root] })).rejects.toThrow(
    new DataError(
      `Cannot download Set: no address is known for it, needs one, two put into "${folder}" as they are, plain or as .gz`,
    ),
  );
});

test("getDataSet() has nothing to do for data that the program makes", async () => {
  await expect(getDataSet("generated-digits")).rejects.toThrow(
    new UsageError(
      'Cannot download data set "generated-digits": the program makes it itself, needs no files',
    ),
  );
  await expect(getDataSet("mnits")).rejects.toThrow('did you mean "mnist"');
});
