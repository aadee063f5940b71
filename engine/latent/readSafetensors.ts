import { z } from 'zod';
import { ModelMalformed } from '../errors/modelErrors.js';
import { wordIssue } from '../protocol/wordIssue.js';

/** A tensor of 32-bit floats, row-major. */
export interface FloatTensor {
  shape: readonly number[];
  values: Float32Array;
}

const LENGTH_BYTES = 8;
/** The format's own limit on the header, in bytes. */
const MAX_HEADER = 100_000_000;

const Header = z.record(
  z.string(),
  z.strictObject({
    dtype: z.string(),
    shape: z.array(z.number().int().min(0)),
    data_offsets: z.tuple([z.number().int().min(0), z.number().int().min(0)]),
  }),
);

/**
 * Reads a safetensors file: a little-endian u64 header length, a JSON header, the raw data. Everything is checked
 * against the file's size, and only F32 tensors of finite numbers are accepted, because a model has no others.
 * @see https://huggingface.co/docs/safetensors
 * @param path named in errors only
 * @throws ModelMalformed
 */
export function readSafetensors(bytes: Uint8Array, path: string): Map<string, FloatTensor> {
  const { header, data } = splitFile(bytes, path);
  const tensors = new Map<string, FloatTensor>();
  for (const [name, { dtype, shape, data_offsets }] of Object.entries(header)) {
    const [begin, end] = data_offsets;
    const count = shape.reduce((product, length) => product * length, 1);
    if (dtype !== 'F32') throw new ModelMalformed(path, `the tensor "${name}" is ${dtype}, expected F32`);
    if (begin > end || end > data.length) {
      throw new ModelMalformed(path, `the tensor "${name}" lies at ${begin}…${end} of ${data.length} bytes of data`);
    }
    if (end - begin !== count * Float32Array.BYTES_PER_ELEMENT) {
      throw new ModelMalformed(path, `the tensor "${name}" of shape [${shape}] has ${end - begin} bytes of data`);
    }
    // A copy, because the data need not be aligned to four bytes. Every machine Node runs on here is little-endian.
    const copy = new Uint8Array(end - begin);
    copy.set(data.subarray(begin, end));
    const values = new Float32Array(copy.buffer);
    if (!values.every(Number.isFinite)) throw new ModelMalformed(path, `the tensor "${name}" holds NaN or infinity`);
    tensors.set(name, { shape, values });
  }
  return tensors;
}

function splitFile(bytes: Uint8Array, path: string): { header: z.infer<typeof Header>; data: Uint8Array } {
  if (bytes.length < LENGTH_BYTES) throw new ModelMalformed(path, `it has ${bytes.length} bytes and no header`);
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  if (length > MAX_HEADER || length > bytes.length - LENGTH_BYTES) {
    throw new ModelMalformed(path, `its header of ${length} bytes does not fit in a file of ${bytes.length}`);
  }
  const given = parseHeader(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + length), path);
  const header = Header.safeParse(given, { error: wordIssue });
  if (!header.success) {
    const issue = header.error.issues[0];
    throw new ModelMalformed(path, `its header at "${issue?.path.join('.')}": ${issue?.message}`);
  }
  return { header: header.data, data: bytes.subarray(LENGTH_BYTES + length) };
}

function parseHeader(bytes: Uint8Array, path: string): unknown {
  try {
    const { __metadata__, ...tensors } = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
    return tensors;
  } catch (error) {
    throw new ModelMalformed(path, 'its header is not JSON', error);
  }
}
