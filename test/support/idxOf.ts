/** The bytes of an IDX file of unsigned bytes, with zeros for the data that are not given. */
export function idxOf(extents: readonly number[], data: ArrayLike<number> = []): Uint8Array {
  const size = extents.reduce((product, extent) => product * extent, 1);
  const bytes = new Uint8Array(4 + 4 * extents.length + size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x0800 + extents.length);
  for (const [axis, extent] of extents.entries()) view.setUint32(4 + 4 * axis, extent);
  bytes.set(data, 4 + 4 * extents.length);
  return bytes;
}

/** The bytes of an IDX file of 32-bit integers. */
export function idxOfIntegers(extents: readonly number[], data: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * extents.length + 4 * data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x0c00 + extents.length);
  for (const [axis, extent] of extents.entries()) view.setUint32(4 + 4 * axis, extent);
  for (const [index, value] of data.entries()) {
    view.setInt32(4 + 4 * extents.length + 4 * index, value);
  }
  return bytes;
}
