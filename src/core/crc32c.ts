/** The generator polynomial 0x1EDC6F41 with its bits in reverse order. */
const polynomial = 0x82f63b78;

/** What a byte leaves of the sum. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? polynomial : 0);
  return sum;
});

/**
 * The checksum CRC-32C (Castagnoli): a whole number of 32 bits. It is another one than that of gzip and PNG.
 *
 * @source RFC 3720, section 12.1
 */
export function crc32c(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ table[(sum ^ byte) & 0xff]!;
  return (sum ^ 0xffffffff) >>> 0;
}
