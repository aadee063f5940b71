import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import type { Curation } from '../../engine/protocol/curation.js';
import { hashWorkState } from '../../engine/protocol/hashWorkState.js';
import type {
  Delta,
  Refusal,
  ScreenToServer,
  ServerToScreen,
  Snapshot,
  Status,
} from '../../engine/protocol/messages.js';
import type { WorkState } from '../../engine/protocol/workState.js';
import { pageClock } from './clock.js';
import { openSession, type Session } from './openSession.js';
import { openSocketTransport } from './openSocketTransport.js';

const word = (n: number) => `0x${n.toString(16).padStart(64, '0')}` as const;

function snapshot(seq: number): Snapshot {
  const owner = `0x${'1'.repeat(40)}` as const;
  const state: WorkState = {
    work: 1,
    block: { number: seq, hash: word(seq), time: 1_700_000_000 },
    restyled: { number: seq, hash: word(seq), time: 1_700_000_000 },
    tokens: [0, 1].map((index) => ({ index, owner, word: word(seq) })),
    messages: [],
  };
  return { v: 1, epoch: 'epoch0001', seq, state, stateHash: hashWorkState(state) };
}

describe('a session', () => {
  let http: HttpServer;
  let url: string;
  let session: Session | null = null;
  let sockets: Server<ScreenToServer, ServerToScreen> | null = null;
  let state: unknown;

  beforeEach(async () => {
    state = snapshot(1);
    http = createServer((request, response) => {
      response.writeHead(request.url === '/api/works/1/state' ? 200 : 404).end(JSON.stringify(state));
    }).listen(0, '127.0.0.1');
    await once(http, 'listening');
    url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    jest.useRealTimers();
    session?.close();
    await sockets?.close();
    sockets = null;
    http.close();
  });

  /** Serves sockets that answer `hello` with what `answer` gives. */
  function serve(answer: () => Snapshot | Refusal) {
    sockets = new Server(http);
    sockets.on('connection', (screen) => screen.on('hello', (_, reply) => reply(answer())));
    return sockets;
  }
  const open = (status?: () => Pick<Status, 'phase' | 'frames'>) =>
    openSession({
      work: 1,
      client: 'test',
      clock: pageClock,
      openTransport: openSocketTransport(url),
      random: () => 0.5,
      ...(status && { status }),
    });
  const next = (event: 'state' | 'refusal') =>
    new Promise((resolve) => session?.on(event, (payload) => resolve(payload)));

  it('begins with the snapshot that answers its hello', async () => {
    serve(() => snapshot(4));
    session = open();
    expect(await next('state')).toEqual(snapshot(4));
    expect(session.connection).toBe('up');
  });

  it('passes a refusal on and asks again, so that a server that was starting is followed after all', async () => {
    let isStarting = true;
    serve(() => (isStarting ? { error: 'starting', message: 'Come back in a moment.' } : snapshot(2)));
    session = open();
    expect(await next('refusal')).toMatchObject({ error: 'starting' });
    isStarting = false;
    expect(await next('state')).toEqual(snapshot(2));
  });

  it('leaves alone what does not fit the protocol, and keeps what it holds', async () => {
    const warned = jest.spyOn(console, 'warn').mockImplementation();
    let seq = 1;
    const server = serve(() => snapshot(seq));
    session = open();
    await next('state');
    const { stateHash, state } = snapshot(3);
    const ofAnotherEpoch: Delta = {
      v: 1,
      work: 1,
      epoch: 'epoch0002',
      prev: 0,
      seq: 1,
      block: state.block,
      ops: [],
      stateHash,
    };
    server.emit('delta', { ...ofAnotherEpoch, epoch: '<script>' });
    seq = 3;
    server.emit('delta', ofAnotherEpoch);
    expect(await next('state')).toEqual(snapshot(3));
    expect(warned).toHaveBeenCalledTimes(1);
    warned.mockRestore();
  });

  it('asks over HTTP while there is no socket', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'clearTimeout', 'queueMicrotask'] });
    session = open();
    const polled = next('state');
    jest.advanceTimersByTime(60_000);
    expect(await polled).toEqual(snapshot(1));
    expect(session.connection).toBe('down');
  });

  it('hears the house before what it concerns, and lets nothing older take its place', async () => {
    const curation = (rev: number): Curation => ({
      v: 1,
      work: 1,
      rev,
      mode: 'post',
      named: [word(rev)],
      quiet: null,
      spotlight: true,
    });
    const server = new Server<ScreenToServer, ServerToScreen>(http);
    sockets = server;
    server.on('connection', (screen) =>
      screen.on('hello', (_, reply) => {
        screen.emit('curation', curation(4));
        screen.emit('curation', curation(3));
        screen.emit('curation', { ...curation(5), work: 2 });
        reply(snapshot(1));
      }),
    );
    session = open();
    expect(session.curation).toBeNull();
    await next('state');
    expect(session.curation).toEqual(curation(4));
  });

  it('tells how the page is doing, with the state it holds', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'clearTimeout', 'queueMicrotask'] });
    const server = serve(() => snapshot(5));
    const told = new Promise((resolve) =>
      server.on('connection', (screen) => screen.on('status', (status) => resolve(status))),
    );
    session = open(() => ({ phase: 'showing', frames: 7 }));
    await next('state');
    jest.advanceTimersByTime(10_000);
    const { stateHash } = snapshot(5);
    expect(await told).toEqual({ v: 1, work: 1, seq: 5, stateHash, phase: 'showing', frames: 7 });
  });
});
