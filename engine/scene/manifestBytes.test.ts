import { deflateRawSync } from 'node:zlib';
import { sampleManifest } from '../../test/harness/sampleManifest.js';
import { ManifestError } from '../errors/sceneErrors.js';
import { packManifest, unpackManifest } from './manifestBytes.js';

describe('a packed manifest', () => {
  const packed = packManifest(sampleManifest());

  it('unpacks to the manifest', () => {
    expect(unpackManifest(packed)).toEqual(sampleManifest());
  });

  it('is smaller than a third of its JSON', () => {
    expect(packed.length).toBeLessThan(JSON.stringify(sampleManifest()).length / 3);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(), /not a whole raw DEFLATE/],
    ['cut bytes', packed.subarray(0, -10), /not a whole raw DEFLATE/],
    ['bytes that are no DEFLATE', Uint8Array.from([0xff, 0xff, 0xff]), /not a whole raw DEFLATE/],
    ['what is no JSON', deflateRawSync('{"a":'), /not JSON/],
    ['what is no UTF-8', deflateRawSync(Uint8Array.from([0x22, 0xff, 0x22])), /not JSON in UTF-8/],
    ['a bomb', deflateRawSync(Buffer.alloc(64 << 20)), /more than 1048576 bytes/],
    ['another JSON', deflateRawSync('{}'), /format/],
  ])('is refused when it is %s', (_, bytes, says) => {
    expect(() => unpackManifest(bytes)).toThrow(ManifestError);
    expect(() => unpackManifest(bytes)).toThrow(says);
  });
});
