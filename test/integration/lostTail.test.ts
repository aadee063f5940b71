import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWalletClient, http } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { layerTokenAbi } from '../../engine/abi/layerToken.gen.js';
import type { Snapshot } from '../../engine/protocol/messages.js';
import { decodeWord, encodeChanges } from '../../engine/scene/styleWord.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import { readAnvilRecord } from '../../server/world/anvilRecord.js';
import { type RunningServer, startServer } from '../harness/startServer.js';
import { waitFor } from '../harness/waitFor.js';

describe('a demo world whose server and chain are killed right after a restyle', () => {
  let folder: string;
  let server: RunningServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pentimento-tail-'));
    server = await startServer({ dataFolder: folder });
    // An orderly end saves the whole chain.
    await server.end();
    server = await startServer({ dataFolder: folder });
  });
  afterAll(async () => {
    await server?.end();
    await rm(folder, { recursive: true, force: true });
  });

  const json = (path: string) => fetch(`${server.url}${path}`).then((response) => response.json());
  const state = (): Promise<Snapshot> => json('/api/works/1/state');
  const skyOf = ({ state: { tokens } }: Snapshot) => tokens[1]!;

  it('shows the chain that is left, not the block that was lost', async () => {
    const before = await state();
    const save = join(folder, 'chain/state.json');
    await copyFile(save, join(folder, 'earlier.json'));
    const { revision } = decodeWord(skyOf(before).word);
    const { wallets } = await json('/api/session');
    const { contracts } = await json('/api/works/1');
    const owner = wallets.find(({ address }: { address: string }) => address === skyOf(before).owner);
    await createWalletClient({
      account: privateKeyToAccount(owner.privateKey),
      transport: http(`${server.url}/rpc`),
    }).writeContract({
      chain: null,
      address: contracts.layerToken,
      abi: layerTokenAbi,
      functionName: 'setStyle',
      args: [tokenIdOf(1, 1), encodeChanges([{ lever: 0, index: 5 }]), revision],
    });
    const lost = await waitFor('the server to have the restyle', async () => {
      const now = await state();
      return now.stateHash === before.stateHash ? null : now;
    });
    // The server first, which would start the chain anew.
    await server.end('SIGKILL');
    process.kill(readAnvilRecord(join(folder, 'chain'))!.pid, 'SIGKILL');
    // As if both had been killed before the chain's next save, which comes within a second.
    await copyFile(join(folder, 'earlier.json'), save);

    server = await startServer({ dataFolder: folder, port: server.port });
    await waitFor('the lost block to be taken back', async () => skyOf(await state()).word === skyOf(before).word);
    const now = await state();
    expect(now.stateHash).toBe(before.stateHash);
    expect(now.seq).toBeGreaterThan(lost.seq);
  });
});
