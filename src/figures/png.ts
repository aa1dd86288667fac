import { crc32, deflateSync } from "node:zlib";

/** An image of 8-bit pixels: rows from the top, each from the left, channels of a pixel together. */
export interface PixelImage {
  /** Shape: [height, width], or [height, width, 3] for colour. */
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** 1: grey. 3: red, green, blue. By default grey. */
  readonly channels?: 1 | 3;
}

/**
 * A PNG file.
 *
 * @throws {RangeError} when there are not height·width·channels pixels
 * @source PNG specification, 3rd edition, W3C 2025
 */
export function encodePng({ pixels, width, height, channels = 1 }: PixelImage): Uint8Array {
  if (width < 1 || height < 1 || pixels.length !== width * height * channels) {
    throw new RangeError(
      `Cannot encode an image of ${width} x ${height} with ${channels} channels: it has ${pixels.length} bytes, needs ${width * height * channels}`,
    );
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8; // bits a channel
  header[9] = channels === 1 ? 0 : 2; // colour type
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(withFilterBytes(pixels, width * channels), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The image as an address that can stand in a page or drawing. */
export function pngDataUri(image: PixelImage): string {
  return `data:image/png;base64,${Buffer.from(encodePng(image)).toString("base64")}`;
}

/** Each row behind a byte that names its filter: 0, none. */
function withFilterBytes(pixels: Uint8Array, rowLength: number): Buffer {
  const rows = pixels.length / rowLength;
  const filtered = Buffer.alloc(pixels.length + rows);
  for (let row = 0; row < rows; row++) {
    filtered.set(
      pixels.subarray(row * rowLength, (row + 1) * rowLength),
      row * (rowLength + 1) + 1,
    );
  }
  return filtered;
}

function chunk(type: string, data: Buffer): Buffer {
  const out = Buffer.alloc(data.length + 12);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, "latin1");
  out.set(data, 8);
  out.writeUInt32BE(crc32(out.subarray(4, -4)), data.length + 8);
  return out;
}
