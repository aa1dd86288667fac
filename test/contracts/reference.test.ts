import { describe } from "vitest";
import { makeReferenceBackend } from "../../src/backends/reference/reference.ts";
import { testBackendContract } from "./backendContract.ts";

describe("reference", () => testBackendContract(makeReferenceBackend()));
describe("reference in float64", () =>
  testBackendContract(makeReferenceBackend({ precision: "f64" })));
