import { Decoder, Encoder, type Packet, PacketType } from 'socket.io-parser';
import { Serialised } from '../caching/serialised.js';

/**
 * Socket.io's own wire format. An answer that is `Serialised` goes out as the JSON it has, neither searched for buffers
 * nor written again for each of the thousands that come back at once.
 */
class SerialisedEncoder extends Encoder {
  override encode(packet: Packet): ReturnType<Encoder['encode']> {
    const answer: unknown = packet.type === PacketType.ACK ? packet.data[0] : null;
    if (!(answer instanceof Serialised)) return super.encode(packet);
    const [frame] = super.encode({ ...packet, data: [] });
    return [`${String(frame).slice(0, -1)}${answer.json}]`];
  }
}

/** For socket.io's `parser` option. */
export const serialisedParser = { Encoder: SerialisedEncoder, Decoder };
