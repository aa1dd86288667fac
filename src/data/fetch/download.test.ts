import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockText } from "../../../test/support/lockText.ts";
import { DataError } from "../../core/errors.ts";
import { StorageError } from "../../storage/storageError.ts";
import type { FileProgress } from "../fileProgress.ts";
import { type DownloadOptions, downloadFile } from "./download.ts";

const contents = Uint8Array.from({ length: 100_000 }, (_, i) => (i * i * 31) >>> 7);
const packed = gzipSync(contents);
const half = packed.length >>> 1;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let folder: string;
let to: string;
let server: Server;
let host: string;
/** What the server answers at each path. */
let answers: { [path: string]: Answer };
/** The paths asked for, with the first byte wanted. */
let asked: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "learnscope-download-"));
  to = join(folder, "set", "file.gz");
  answers = {};
  asked = [];
  server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.range ?? "all"}`);
    const answer = answers[request.url ?? ""] ?? refuse(404);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

const download = (paths: string[], options: Partial<DownloadOptions> = {}) =>
  downloadFile({
    urls: paths.map((path) => `http://${host}${path}`),
    to,
    isRight: async (path) => packed.equals(await readFile(path)),
    most: 200_000,
    advice: "needs advice",
    pause: 1,
    ...options,
  });

const sendAll: Answer = (_, response) => response.end(packed);
const refuse =
  (status: number): Answer =>
  (_, response) =>
    response.writeHead(status).end("<html>no</html>");
const redirect: Answer = (_, response) => response.writeHead(302, { location: "/real" }).end();

const sendRange: Answer = (request, response) => {
  const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
  if (start >= packed.length) return refuse(416)(request, response);
  const range = `bytes ${start}-${packed.length - 1}/${packed.length}`;
  return response
    .writeHead(206, { "content-range": range, "content-length": packed.length - start })
    .end(packed.subarray(start));
};

/** Breaks the connection in the middle, the first time; then answers as `after` does. */
function cutOnce(after: Answer): Answer {
  let cut = false;
  return (request, response) => {
    if (cut) return after(request, response);
    cut = true;
    response.writeHead(200, { "content-length": packed.length });
    return response.write(packed.subarray(0, half), () => setTimeout(() => response.destroy(), 60));
  };
}

async function expectRight(): Promise<void> {
  expect(Buffer.compare(await readFile(to), packed)).toBe(0);
  expect(await readdir(join(folder, "set"))).toEqual(["file.gz"]);
}

test("downloadFile() saves what a mirror sends and tells how far it is", async () => {
  const told: FileProgress[] = [];
  answers["/file"] = (_, response) =>
    response.writeHead(200, { "content-length": packed.length }).end(packed);
  await download(["/file"], { onProgress: (progress) => told.push(progress) });
  await expectRight();
  expect(told.at(-1)).toEqual({
    doing: "downloading",
    file: "file.gz",
    done: packed.length,
    total: packed.length,
  });
  expect(asked).toEqual(["/file all"]);
});

test("downloadFile() goes on where the connection broke", async () => {
  answers["/file"] = cutOnce(sendRange);
  await download(["/file"]);
  await expectRight();
  expect(asked).toEqual(["/file all", `/file bytes=${half}-`]);
});

test("downloadFile() starts again where the mirror cannot send a part", async () => {
  answers["/file"] = cutOnce(sendAll);
  await download(["/file"]);
  await expectRight();
  expect(asked).toEqual(["/file all", `/file bytes=${half}-`]);
});

test("downloadFile() goes on with what the next mirror has, when one keeps breaking off", async () => {
  answers["/broken"] = (_, response) => {
    response.writeHead(200, { "content-length": packed.length });
    response.write(packed.subarray(0, half), () => setTimeout(() => response.destroy(), 60));
  };
  answers["/file"] = sendRange;
  await download(["/broken", "/file"]);
  await expectRight();
  expect(asked.at(-1)).toBe(`/file bytes=${half}-`);
});

test("downloadFile() uses what an earlier call left", async () => {
  answers["/file"] = sendRange;
  await download(["/file"]);
  await rm(to);
  await writeFile(`${to}.part`, packed.subarray(0, 1000));
  await download(["/file"]);
  await expectRight();
  await rm(to);
  await writeFile(`${to}.part`, packed);
  await download(["/file"]);
  await expectRight();
  expect(asked).toEqual(["/file all", "/file bytes=1000-", `/file bytes=${packed.length}-`]);
});

test("downloadFile() throws away what an earlier call left when it does not fit", async () => {
  answers["/file"] = sendRange;
  await download(["/file"]);
  await rm(to);
  await writeFile(`${to}.part`, packed.subarray(500, 1000));
  await download(["/file"]);
  await expectRight();
  expect(asked.slice(1)).toEqual(["/file bytes=500-", "/file all"]);
});

test("downloadFile() adds nothing to what another process is downloading", async () => {
  answers["/file"] = sendAll;
  await mkdir(join(folder, "set"));
  await writeFile(`${to}.part`, packed.subarray(0, 1000));
  await writeFile(`${to}.part.lock`, lockText(process.ppid));
  await expect(download(["/file"])).rejects.toThrow(
    new StorageError(
      `Cannot download "file.gz": process ${process.ppid} is downloading it, needs that to end, or "${to}.part.lock" deleted where it is another program`,
    ),
  );
  expect(asked).toEqual([]);
  expect((await readdir(join(folder, "set"))).sort()).toEqual([
    "file.gz.part",
    "file.gz.part.lock",
  ]);
});

test("downloadFile() goes on with what a process left that has ended", async () => {
  answers["/file"] = sendRange;
  await mkdir(join(folder, "set"));
  const { pid } = spawnSync(process.execPath, ["--version"]);
  for (const left of [lockText(pid), ""]) {
    await writeFile(`${to}.part`, packed.subarray(0, 1000));
    await writeFile(`${to}.part.lock`, left);
    await download(["/file"]);
    await expectRight();
    await rm(to);
  }
});

test("downloadFile() is locked while it downloads, and not when it has failed", async () => {
  answers["/file"] = (_, response) => {
    expect(readFileSync(`${to}.part.lock`, "utf8")).toBe(lockText(process.pid));
    response.writeHead(404).end();
  };
  await expect(download(["/file"])).rejects.toThrow("answered 404");
  expect(await readdir(join(folder, "set"))).toEqual([]);
});

test("downloadFile() follows redirections", async () => {
  answers["/file"] = redirect;
  answers["/real"] = sendAll;
  await download(["/file"]);
  await expectRight();
});

test("downloadFile() asks the next mirror when one refuses or has something else", async () => {
  answers["/403"] = refuse(403);
  answers["/page"] = (_, response) => response.end("<html>Please log in</html>");
  answers["/file"] = sendAll;
  await download(["/403", "/404", "/page", "/file"]);
  await expectRight();
  expect(asked).toEqual(["/403 all", "/404 all", "/page all", "/file all"]);
});

/** Answers so often with 503, then as it should. */
function busy(times: number, headers: Record<string, string> = {}): Answer {
  let left = times;
  return (request, response) => {
    if (left-- > 0) return response.writeHead(503, headers).end("busy");
    return sendAll(request, response);
  };
}

test("downloadFile() asks a busy mirror again, after pauses that grow", async () => {
  answers["/file"] = busy(3);
  const began = performance.now();
  await download(["/file"], { pause: 20 });
  await expectRight();
  expect(asked).toHaveLength(4);
  expect(performance.now() - began).toBeGreaterThan(20 + 40 + 80 - 5);
});

test("downloadFile() gives up on a mirror that stays busy and asks the next", async () => {
  answers["/busy"] = busy(1000);
  answers["/file"] = sendAll;
  await download(["/busy", "/file"]);
  await expectRight();
  expect(asked).toEqual([...Array.from({ length: 5 }, () => "/busy all"), "/file all"]);
});

test("downloadFile() waits as long as a mirror asks for, up to a bound", async () => {
  answers["/seconds"] = busy(1, { "retry-after": "1" });
  const began = performance.now();
  await download(["/seconds"]);
  await expectRight();
  expect(performance.now() - began).toBeGreaterThan(990);
  await rm(to);
  answers["/date"] = busy(1, { "retry-after": new Date(Date.now() + 3_600_000).toUTCString() });
  answers["/words"] = busy(1, { "retry-after": "soon" });
  const again = performance.now();
  await download(["/date"], { longestPause: 50 });
  await rm(to);
  await download(["/words"]);
  expect(performance.now() - again).toBeLessThan(900);
});

test("downloadFile() follows no redirections that never end", async () => {
  answers["/file"] = (_, response) => response.writeHead(302, { location: "/file" }).end();
  await expect(download(["/file"])).rejects.toThrow(
    `Cannot download "file.gz": http://${host}/file redirects again and again, needs advice`,
  );
});

test("downloadFile() does not believe a wrong Content-Length", async () => {
  answers["/short"] = (_, response) =>
    response.writeHead(200, { "content-length": packed.length - 10 }).end(packed);
  answers["/long"] = (_, response) => {
    response.writeHead(200, { "content-length": packed.length + 10 });
    response.write(packed, () => setTimeout(() => response.destroy(), 60));
  };
  await expect(download(["/short"])).rejects.toThrow(
    / http:\/\/127\.0\.0\.1:\d+\/short (sent other bytes than expected|broke off|cannot be reached)/,
  );
  await rm(`${to}.part`, { force: true });
  await expect(download(["/long"])).rejects.toThrow(`${host}/long broke off, needs advice`);
  answers["/huge"] = (_, response) =>
    response.writeHead(200, { "content-length": 10 ** 12 }).end("x");
  await rm(`${to}.part`, { force: true });
  await expect(download(["/huge"])).rejects.toThrow(`${host}/huge sends more than 200000 bytes`);
});

test("downloadFile() takes no part that it did not ask for", async () => {
  answers["/file"] = cutOnce((_, response) =>
    response.writeHead(206, { "content-range": `bytes 0-99/${packed.length}` }).end("x"),
  );
  await expect(download(["/file"])).rejects.toThrow(
    `Cannot download "file.gz": http://${host}/file sent another part than asked for, needs advice`,
  );
});

test("downloadFile() reports what each mirror did when none helps, and leaves no file", async () => {
  answers["/503"] = refuse(503);
  answers["/wrong"] = (_, response) => response.end(gzipSync("other"));
  answers["/huge"] = (_, response) => response.end(new Uint8Array(200_001));
  await expect(download(["/503", "/wrong", "/huge"])).rejects.toThrow(
    new DataError(
      `Cannot download "file.gz": http://${host}/503 answered 503, http://${host}/wrong sent other bytes than expected, http://${host}/huge sends more than 200000 bytes, needs advice`,
    ),
  );
  await expect(readFile(to)).rejects.toThrow("ENOENT");
});

test("downloadFile() gives up on a mirror that falls silent or keeps breaking off", async () => {
  answers["/silent"] = () => undefined;
  answers["/stalls"] = (_, response) => {
    response.writeHead(200, { "content-length": packed.length });
    response.write(packed.subarray(0, 1000));
  };
  await expect(download(["/silent"], { patience: 60 })).rejects.toThrow(
    `Cannot download "file.gz": http://${host}/silent was silent for 0.06 s, needs advice`,
  );
  await expect(download(["/stalls"], { patience: 60 })).rejects.toThrow("was silent for 0.06 s");
  answers["/stalls"] = (_, response) => {
    response.writeHead(200, { "content-length": packed.length });
    response.write(packed.subarray(0, 1000), () => response.destroy());
  };
  await expect(download(["/stalls"])).rejects.toThrow(`${host}/stalls broke off, needs advice`);
});

test("downloadFile() says when there is no network", async () => {
  server.close();
  server.closeAllConnections();
  await expect(download(["/file"])).rejects.toThrow(
    `Cannot download "file.gz": http://${host}/file cannot be reached (ECONNREFUSED), needs advice`,
  );
});

test("downloadFile() says when it cannot write", async () => {
  answers["/file"] = sendAll;
  await writeFile(join(folder, "set"), "a file, not a folder");
  await expect(download(["/file"])).rejects.toThrow(
    `Cannot write "${join(folder, "set")}": a file of that name is in the way, needs a writable folder with space`,
  );
});

test("downloadFile() says when the disk is full", async (context) => {
  if (!existsSync("/dev/full"))
    context.skip("this system has no /dev/full to stand for a full disk");
  answers["/file"] = sendAll;
  await mkdir(join(folder, "set"));
  await symlink("/dev/full", `${to}.part`);
  await expect(download(["/file"])).rejects.toThrow(
    new DataError(
      `Cannot write "${to}.part": no space is left on the disk, needs a writable folder with space`,
    ),
  );
});
