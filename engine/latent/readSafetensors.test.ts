import { ModelMalformed } from '../errors/modelErrors.js';
import { readSafetensors } from './readSafetensors.js';

function file(header: unknown, data: Uint8Array, length?: bigint): Uint8Array {
  const text = typeof header === 'string' ? header : JSON.stringify(header);
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(length ?? BigInt(Buffer.byteLength(text)));
  return Uint8Array.from(Buffer.concat([size, Buffer.from(text), data]));
}

const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);

describe('readSafetensors', () => {
  it('reads tensors wherever they lie, and passes over the metadata', () => {
    const header = {
      __metadata__: { made: 'by hand' },
      b: { dtype: 'F32', shape: [2, 2], data_offsets: [4, 20] },
      a: { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
    };
    const tensors = readSafetensors(file(header, floats(9, 1, 2, 3, 4)), 'x');
    expect([...tensors.keys()]).toEqual(['b', 'a']);
    expect(tensors.get('b')).toEqual({ shape: [2, 2], values: Float32Array.of(1, 2, 3, 4) });
    expect(tensors.get('a')).toEqual({ shape: [1], values: Float32Array.of(9) });
  });

  const one = (tensor: object) => ({ a: { dtype: 'F32', shape: [1], data_offsets: [0, 4], ...tensor } });
  it.each<[string, Uint8Array, string]>([
    ['a file too short for a header', Uint8Array.of(1, 2), 'it has 2 bytes and no header'],
    ['a header longer than the file', file('{}', floats(), 99n), 'its header of 99 bytes does not fit'],
    ['a header of absurd length', file('{}', floats(), 2n ** 63n), 'does not fit'],
    ['a header that is not JSON', file('{', floats()), 'its header is not JSON'],
    ['a header that is no object', file('null', floats()), 'its header is not JSON'],
    ['a header without offsets', file({ a: { dtype: 'F32', shape: [1] } }, floats(1)), '"a.data_offsets"'],
    ['offsets beyond the data', file(one({ data_offsets: [4, 8] }), floats(1)), '"a" lies at 4…8 of 4 bytes'],
    ['offsets that run backwards', file(one({ data_offsets: [4, 0] }), floats(1)), '"a" lies at 4…0'],
    ['a shape that is not its size', file(one({ shape: [2] }), floats(1)), 'shape [2] has 4 bytes'],
    ['another number format', file(one({ dtype: 'F16', shape: [2] }), floats(1)), '"a" is F16, expected F32'],
    ['a number that is none', file(one({}), floats(Number.NaN)), '"a" holds NaN or infinity'],
  ])('refuses %s', (_, bytes, problem) => {
    const read = () => readSafetensors(bytes, 'latents.safetensors');
    expect(read).toThrow(ModelMalformed);
    expect(read).toThrow(problem);
    expect(read).toThrow('latents.safetensors');
  });
});
