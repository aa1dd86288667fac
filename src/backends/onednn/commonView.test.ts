import { expect, test } from "vitest";
import { describeOnednn } from "../../../test/support/describeOnednn.ts";
import { commonView } from "./commonView.ts";
import { Engine, type Layout } from "./engine.ts";
import { assemble } from "./executable.ts";
import { Homes } from "./homes.ts";
import { loadLibrary } from "./library.ts";
import { Lowering } from "./lowering.ts";

describeOnednn("commonView()", () => {
  const open = () => new Engine(loadLibrary());

  /** What lies in memory after a copy between two layouts of one tensor. */
  function copied(engine: Engine, from: Layout, to: Layout, memory: readonly number[]): number[] {
    const context = new Lowering(engine, new Homes([], [], []));
    const source = context.external(from, Float32Array.from(memory));
    const target = context.room(to);
    const common = commonView(engine, from, to)!;
    context.copy({ ...source, layout: common.from }, { ...target, layout: common.to });
    const executable = assemble(engine, context, { inputs: {}, outputs: { target } });
    executable.run();
    const result = [...executable.outputs.target!];
    executable.dispose();
    return result;
  }

  /** Two channels of 4×2 pixels; the numbers are the places in plain order. */
  const shape = [1, 2, 4, 2];
  const plain = Array.from({ length: 16 }, (_, place) => place);
  // Pairs of rows, columns, the row in the pair, channels.
  const folded = [0, 8, 2, 10, 1, 9, 3, 11, 4, 12, 6, 14, 5, 13, 7, 15];
  // Rows, columns, channels.
  const channelsLast = [0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15];

  test("folded rows become plain and channels-last images, and those folded rows", () => {
    const engine = open();
    const layouts = [
      [engine.plain(shape), plain],
      [engine.channelsLast(shape), channelsLast],
      [engine.foldedRows(shape), folded],
    ] as const;
    for (const [from, before] of layouts) {
      for (const [to, after] of layouts) {
        if (from !== to) expect(copied(engine, from, to, before)).toEqual(after);
      }
    }
  });

  test("layouts of one shape are seen as they are", () => {
    const engine = open();
    const [from, to] = [engine.plain(shape), engine.channelsLast(shape)];
    expect(commonView(engine, from, to)).toEqual({ from, to });
  });

  test("the plain one of two shapes is read with the other's", () => {
    const engine = open();
    const weight = engine.plain([4, 3, 2, 2]);
    const grouped = engine.strided([2, 2, 3, 2, 2], "f32", [24, 12, 1, 6, 3]);
    const regrouped = engine.plain([2, 2, 3, 2, 2]);
    expect(commonView(engine, weight, grouped)).toEqual({ from: regrouped, to: grouped });
    expect(commonView(engine, grouped, weight)).toEqual({ from: grouped, to: regrouped });
  });

  test("layouts of which neither is plain have none, nor has folding with blocks", () => {
    const engine = open();
    const turned = engine.strided([2, 6], "f32", [1, 2]);
    const columns = engine.strided([3, 4], "f32", [1, 3]);
    expect(commonView(engine, turned, columns)).toBeNull();
    const columnMajor = engine.strided(shape, "f32", [16, 8, 1, 4]);
    expect(commonView(engine, engine.foldedRows(shape), columnMajor)).toBeNull();
    expect(commonView(engine, columnMajor, engine.foldedRows(shape))).toBeNull();
  });
});
