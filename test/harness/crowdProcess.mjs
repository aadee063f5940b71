/** Screens without a picture: `crowd.ts` starts this as a process and tells it what to do. */
import { setTimeout } from 'node:timers/promises';
import { WebSocket } from 'ws';

const [url] = process.argv.slice(2);
const screens = [];

/** Engine.IO 4 and Socket.IO 5 by hand: a client of its own for each of thousands would measure the clients. */
function openScreen(n) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
  });
  const screen = { toldAt: null, hash: null };
  const state = new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('closed')));
    socket.on('message', (data) => {
      const text = data.toString();
      if (text === '2') return socket.send('3');
      if (text[0] === '0') return socket.send('40');
      if (text.startsWith('40')) {
        const hello = ['hello', { v: 1, work: 1, client: `crowd-${process.pid}-${n}` }];
        return socket.send(`420${JSON.stringify(hello)}`);
      }
      if (text.startsWith('430')) return resolve(text);
      if (text.startsWith('42["delta"')) {
        screen.toldAt = Date.now();
        screen.hash = /"stateHash":"(0x[0-9a-f]+)"/.exec(text)[1];
      }
      return undefined;
    });
  });
  screens.push(screen);
  return state;
}

const orders = {
  async connect({ count, over }) {
    const begun = performance.now();
    const took = [];
    for (let n = 0; n < count; n++) {
      await setTimeout(Math.max(0, begun + (n * over) / count - performance.now()));
      const asked = performance.now();
      took.push(
        openScreen(screens.length).then(
          () => performance.now() - asked,
          () => null,
        ),
      );
    }
    return Promise.all(took);
  },
  async listen() {
    for (const screen of screens) screen.toldAt = null;
    return null;
  },
  async told({ patience }) {
    const end = performance.now() + patience;
    while (performance.now() < end && screens.some(({ toldAt }) => toldAt === null)) await setTimeout(20);
    return screens.map(({ toldAt }) => toldAt);
  },
  hashes: async () => screens.flatMap(({ hash }) => (hash === null ? [] : [hash])),
};

process.on('message', async (order) => process.send(await orders[order.type](order)));
