import { Inject, Injectable } from '@nestjs/common';
import { DELEGATE_REGISTRY } from '../../engine/protocol/delegateRegistry.js';
import type { Log } from '../log/createLog.js';
import { LOG, WORLD } from '../parts.js';
import { chainSilent } from '../refusal/refusals.js';
import type { World } from '../world/world.js';
import { refusalOfRpc } from './refusalOfRpc.js';
import { RpcAnswer, type RpcRequest } from './rpcRequest.js';

/** Milliseconds the chain has to answer. */
const TIMEOUT = 15_000;
/** The JSON-RPC code of a method that is not served (EIP-1474). */
const NOT_SUPPORTED = -32004;

/** Passes what pages ask on to the chain. Its address, which may carry a key, is told to nobody. */
@Injectable()
export class ChainProxyService {
  private readonly nodes: { url: string; headers: Record<string, string> }[];

  constructor(
    @Inject(WORLD) private readonly world: World,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.nodes = world.rpcUrls.map(nodeAt);
  }

  /**
   * One answer a request, in their order. A request that is not allowed is answered with an error and never sent.
   * @throws Refused 502 when the chain does not answer
   */
  async ask(requests: readonly RpcRequest[]): Promise<RpcAnswer[]> {
    const { layerToken, featuredMessages, layerSale, reserveAuction } = this.world;
    const contracts = [layerToken, featuredMessages, layerSale, reserveAuction, DELEGATE_REGISTRY];
    return Promise.all(
      requests.map(async (request) => {
        const refusal = refusalOfRpc(request, contracts);
        if (!refusal) return this.send(request);
        return { jsonrpc: '2.0' as const, id: request.id, error: { code: NOT_SUPPORTED, message: refusal } };
      }),
    );
  }

  /** One by one even of a batch: not every provider takes batches. The next node is asked when one does not answer. */
  private async send(request: RpcRequest): Promise<RpcAnswer> {
    for (const { url, headers } of this.nodes) {
      try {
        const signal = AbortSignal.timeout(TIMEOUT);
        const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(request), signal });
        return RpcAnswer.parse(JSON.parse(this.withoutAddresses(await response.text())));
      } catch (error) {
        // Only the error's kind is told: its message may hold the address.
        this.log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'A node did not answer a page.');
      }
    }
    throw chainSilent();
  }

  /** Providers have been seen to repeat the address they were asked at in their errors. */
  private withoutAddresses(text: string): string {
    const secrets = this.world.rpcUrls.flatMap((rpcUrl) => {
      const { href, pathname, search, password } = new URL(rpcUrl);
      return [rpcUrl, href, `${pathname}${search}`, pathname, search.slice(1), password];
    });
    return secrets
      .filter((secret) => secret.length > 8)
      .reduce((hidden, secret) => hidden.replaceAll(secret, '…'), text);
  }
}

/** How a node is asked: fetch takes no address that holds a name and password, so that these travel in a header. */
function nodeAt(rpcUrl: string): { url: string; headers: Record<string, string> } {
  const url = new URL(rpcUrl);
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  url.username = '';
  url.password = '';
  const headers = { 'content-type': 'application/json' };
  if (credentials === ':') return { url: url.href, headers };
  return { url: url.href, headers: { ...headers, authorization: `Basic ${btoa(credentials)}` } };
}
