import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChain, type TestChain } from '../harness/openChain.js';
import { type RunningServer, startServer } from '../harness/startServer.js';

describe('a work as a DP-1 playlist', () => {
  let folder: string;
  let chain: TestChain;
  let server: RunningServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pentimento-dp1-'));
    chain = await openChain();
    server = await startServer({ dataFolder: folder, env: { ...chain.env, PUBLIC_URL: 'https://wall.example' } });
  });
  afterAll(async () => {
    await server?.end();
    await chain?.end();
    await rm(folder, { recursive: true, force: true });
  });

  const playlistAt = async (path: string) => {
    const response = await fetch(`${server.url}${path}`);
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    return response.json();
  };

  it('leads players to the living work, and says where it comes from and what it is made of', async () => {
    const playlist = await playlistAt('/dp1/works/1/playlist.json');
    const work = await fetch(`${server.url}/api/works/1`).then((response) => response.json());
    expect(playlist).toMatchObject({ dpVersion: '1.1.0', title: 'Small' });
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    expect(playlist.id).toMatch(uuid);
    expect(playlist.items).toEqual([
      {
        id: expect.stringMatching(uuid),
        title: 'Small',
        source: 'https://wall.example/embed/1',
        duration: 300,
        license: 'open',
        display: { scaling: 'fit', background: '#0b0a09', autoplay: true, loop: true },
        repro: { seed: work.entropy, assetsSHA256: [work.manifest.model.sha256] },
        provenance: {
          type: 'onChain',
          contract: { chain: 'evm', standard: 'erc721', address: chain.layerToken, tokenId: '65536' },
        },
      },
    ]);
    // What a player frames may be framed.
    const embed = await fetch(`${server.url}/embed/1`);
    expect(embed.headers.get('content-security-policy')).toMatch(/frame-ancestors \*/);
  });

  it('is signed so that anybody can check it, and the check notices a change', async () => {
    for (const path of ['/dp1/works/1/playlist.json', '/dp1/playlist.json']) {
      const playlist = await playlistAt(path);
      expect(await isSigned(playlist)).toBe(true);
      playlist.items[0].source = 'https://elsewhere.example/';
      expect(await isSigned(playlist)).toBe(false);
    }
  });

  it('is known by the same key and the same bytes after a restart', async () => {
    const before = await playlistAt('/dp1/works/1/playlist.json');
    const { port } = server;
    await server.end();
    const env = { ...chain.env, PUBLIC_URL: 'https://wall.example' };
    server = await startServer({ dataFolder: folder, port, env });
    const [{ ts, ...signature }] = before.signatures;
    const after = await playlistAt('/dp1/works/1/playlist.json');
    expect(after).toMatchObject({ ...before, signatures: [signature] });
    expect(Math.abs(Date.parse(ts) - Date.now())).toBeLessThan(300_000);
  });

  it('is refused for a work that is not there', async () => {
    expect((await fetch(`${server.url}/dp1/works/9/playlist.json`)).status).toBe(404);
  });
});

/** As a player checks it, with nothing of ours: the key out of its `did:key`, the digest, the signature by WebCrypto. */
async function isSigned({ signatures, ...playlist }: Record<string, unknown>): Promise<boolean> {
  const [{ alg, kid, payload_hash, role, sig }] = signatures as Record<string, string>[] as [Record<string, string>];
  expect([alg, role]).toEqual(['ed25519', 'feed']);
  const inOrder = (_: string, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  const bytes = new TextEncoder().encode(`${JSON.stringify(playlist, inOrder)}\n`);
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  if (payload_hash !== `sha256:${Buffer.from(digest).toString('hex')}`) return false;
  const key = await crypto.subtle.importKey('raw', keyOfDid(kid!), 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, Buffer.from(sig!, 'base64url'), digest);
}

function keyOfDid(did: string): Uint8Array<ArrayBuffer> {
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  const number = [...did.replace('did:key:z', '')].reduce(
    (n, letter) => n * 58n + BigInt(alphabet.indexOf(letter)),
    0n,
  );
  const bytes = Buffer.from(number.toString(16), 'hex');
  expect(bytes.subarray(0, 2).toString('hex')).toBe('ed01');
  return new Uint8Array(bytes.subarray(2));
}
