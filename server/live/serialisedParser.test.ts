import { Decoder, Encoder, type Packet, PacketType } from 'socket.io-parser';
import { Serialised } from '../caching/serialised.js';
import { serialisedParser } from './serialisedParser.js';

const snapshot = { v: 1, work: 7, texts: ['“quoted”', ']', '\u2028'], none: null };
const packetOf = (data: unknown, nsp = '/'): Packet => ({ type: PacketType.ACK, nsp, id: 12, data: [data] });

test.each(['/', '/screen'])('writes an answer to %s as socket.io does, without its being serialised again', (nsp) => {
  let written = 0;
  const counted = {
    toJSON() {
      written += 1;
      return snapshot;
    },
  };
  const answer = new Serialised(counted);
  const encoder = new serialisedParser.Encoder();
  const frames = [encoder.encode(packetOf(answer, nsp)), encoder.encode(packetOf(answer, nsp))];
  expect(written).toBe(1);
  expect(frames[0]).toEqual(new Encoder().encode(packetOf(snapshot, nsp)));
  expect(frames[1]).toEqual(frames[0]);

  const heard: Packet[] = [];
  const decoder = new Decoder();
  decoder.on('decoded', (packet) => heard.push(packet));
  decoder.add(frames[0]![0] as string);
  expect(heard).toEqual([packetOf(snapshot, nsp)]);
});

test('writes an object with such a field as socket.io does', () => {
  const packet = packetOf(new Serialised(snapshot).within('snapshot'));
  expect(new serialisedParser.Encoder().encode(packet)).toEqual(new Encoder().encode(packetOf({ snapshot })));
});

test('leaves everything else to socket.io', () => {
  const encoder = new serialisedParser.Encoder();
  for (const packet of [
    { type: PacketType.EVENT, nsp: '/', data: ['delta', snapshot] },
    { type: PacketType.ACK, nsp: '/', id: 0, data: [] },
    { type: PacketType.ACK, nsp: '/', id: 3, data: [Buffer.from('bytes')] },
    { type: PacketType.CONNECT, nsp: '/' },
  ] as Packet[])
    expect(encoder.encode(structuredClone(packet))).toEqual(new Encoder().encode(structuredClone(packet)));
});
