/**
 * The least a server can be that tells a crowd of screens a change: plain `ws`, the frames of socket.io written by hand, and
 * a delta of the usual length. `sockets.bench.ts` starts it and tells it what to do.
 */
import { WebSocketServer } from 'ws';

const sockets = new WebSocketServer({ port: Number(process.argv[2]), host: '127.0.0.1', perMessageDeflate: false });
const delta = {
  v: 1,
  work: 1,
  epoch: '0123456789abcdef',
  prev: 1,
  seq: 2,
  block: { number: 7, hash: `0x${'ab'.repeat(32)}`, time: 1_700_000_000 },
  ops: [{ op: 'style', token: 1, word: `0x${'cd'.repeat(32)}` }],
  stateHash: `0x${'ef'.repeat(32)}`,
};

sockets.on('connection', (socket) => {
  socket.send('0{"sid":"x","upgrades":[],"pingInterval":25000,"pingTimeout":20000}');
  socket.on('message', (data) => {
    const text = data.toString();
    if (text === '40') socket.send('40{"sid":"x"}');
    if (text.startsWith('420')) socket.send('430[{}]');
  });
});
sockets.on('listening', () => process.send('listening'));

process.on('message', (order) => {
  if (order === 'memory') {
    globalThis.gc();
    process.send(process.memoryUsage.rss());
  } else {
    const sentAt = Date.now();
    const frame = Buffer.from(`42${JSON.stringify(['delta', delta])}`);
    for (const socket of sockets.clients) socket.send(frame, { binary: false });
    process.send(sentAt);
  }
});
