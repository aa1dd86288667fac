import { join } from "node:path";
import { expect, test } from "vitest";
import { accessNeeded } from "./accessNeeded.ts";
import { imageNet } from "./sets/imageNet.ts";
import { tinyImageNet } from "./sets/tinyImageNet.ts";

test("accessNeeded() says where images are given out, how they must lie, and what comes then", () => {
  expect(accessNeeded(imageNet, ["/data", "/more"])).toBe(
    `its images, which are given to people with an account at https://www.image-net.org/download-images, put into "${join("/data", "imagenet")}" as train/<wnid>/*.JPEG and val/<wnid>/*.JPEG, and then \`learnscope data pack imagenet size=64\``,
  );
});

test("accessNeeded() has nothing to say of what can be fetched", () => {
  expect(accessNeeded(tinyImageNet, ["/data"])).toBe(undefined);
});
