import { crc32 } from 'node:zlib';

/** A file in the package; its name is ASCII. */
export interface PackedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How a model stands in the room. */
export interface Stand {
  /** Its longest side. */
  readonly metres: number;
  readonly turnDeg: number;
}

/** Data begins at multiples of this (USD, "Usdz File Format Specification"). */
const ALIGNMENT = 64;
/** The id under which the reference implementation pads. */
const PADDING_ID = 0x1986;
const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const [LOCAL_BYTES, CENTRAL_BYTES, END_BYTES] = [30, 46, 22];
/** 1980-01-01, the first day that a zip can tell: the same model makes the same bytes. */
const DAY = 0x21;
/** Room for the longest matrix that `matrixOf` writes. */
const STAND_CHARS = 180;
const STAND_MARK = 'matrix4d xformOp:transform = ';

/** What the root layer says where `stampStand` will write; the first matrix of the layer. */
export const standPlace = `${STAND_MARK}${matrixOf({ metres: 1, turnDeg: 0 })}`;

/** A USDZ package: a zip of files as they are, the root layer first, each at a multiple of 64 bytes. */
export function packUsdz(files: readonly PackedFile[]): Buffer {
  const parts: Uint8Array[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const shared = fieldsOf(name, bytes);
    const padding = paddingFor(offset + LOCAL_BYTES + name.length);
    const local = Buffer.alloc(LOCAL_BYTES + name.length + padding);
    local.writeUInt32LE(LOCAL, 0);
    shared.copy(local, 4);
    local.writeUInt16LE(padding, 28);
    local.write(name, LOCAL_BYTES, 'latin1');
    if (padding > 0) {
      local.writeUInt16LE(PADDING_ID, LOCAL_BYTES + name.length);
      local.writeUInt16LE(padding - 4, LOCAL_BYTES + name.length + 2);
    }
    const entry = Buffer.alloc(CENTRAL_BYTES + name.length);
    entry.writeUInt32LE(CENTRAL, 0);
    entry.writeUInt16LE(10, 4);
    shared.copy(entry, 6);
    entry.writeUInt32LE(offset, 42);
    entry.write(name, CENTRAL_BYTES, 'latin1');
    entries.push(entry);
    parts.push(local, bytes);
    offset += local.length + bytes.length;
  }
  const size = entries.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...entries, end]);
}

/** What local header and central directory have in common, from "version needed" to the length of the name. */
function fieldsOf(name: string, bytes: Uint8Array): Buffer {
  const fields = Buffer.alloc(24);
  fields.writeUInt16LE(10, 0);
  fields.writeUInt16LE(DAY, 8);
  fields.writeUInt32LE(crc32(bytes), 10);
  fields.writeUInt32LE(bytes.length, 14);
  fields.writeUInt32LE(bytes.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

/** An extra field has a head of four bytes, so that less than that is a line more. */
function paddingFor(offset: number): number {
  const missing = (ALIGNMENT - (offset % ALIGNMENT)) % ALIGNMENT;
  return missing > 0 && missing < 4 ? missing + ALIGNMENT : missing;
}

/**
 * A copy of a package whose root layer has `standPlace`, with the model as large and turned as the stage wants it.
 * @throws RangeError when it has no such place.
 */
export function stampStand(usdz: Uint8Array, stand: Stand): Buffer {
  const made = Buffer.from(usdz);
  const start = LOCAL_BYTES + made.readUInt16LE(26) + made.readUInt16LE(28);
  const mark = made.subarray(start, start + 4_096).indexOf(STAND_MARK);
  if (mark < 0) throw new RangeError('the package has no place for its stand');
  made.write(matrixOf(stand), start + mark + STAND_MARK.length, 'latin1');
  const sum = crc32(made.subarray(start, start + made.readUInt32LE(22)));
  made.writeUInt32LE(sum, 14);
  made.writeUInt32LE(sum, made.readUInt32LE(made.length - END_BYTES + 16) + 16);
  return made;
}

/** Scale and turn about the vertical as USD writes a matrix (rows are where the axes go), always as many characters. */
function matrixOf({ metres, turnDeg }: Stand): string {
  const turn = (turnDeg * Math.PI) / 180;
  const [cos, sin, up] = [metres * Math.cos(turn), metres * Math.sin(turn), metres].map((value) =>
    value.toFixed(9),
  );
  const back = (-metres * Math.sin(turn)).toFixed(9);
  return `((${cos}, 0, ${back}, 0), (0, ${up}, 0, 0), (${sin}, 0, ${cos}, 0), (0, 0, 0, 1))`.padEnd(
    STAND_CHARS,
  );
}
