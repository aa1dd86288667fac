export type { Kernel, Tensor } from "../../graph/kernel.ts";
