import type { Page } from 'playwright-core';
import { createWalletClient, type Hex, http, numberToHex } from 'viem';
import type { LocalAccount } from 'viem/accounts';
import { foundry } from 'viem/chains';

/** A wallet of a browser, as a person holds it: it announces itself to a page (EIP-6963) and signs on a real chain. */
export interface MockWallet {
  /** Declines whatever it is asked to sign or to change next, once. */
  declineNext(): void;
  /** Puts it on another chain. */
  moveTo(chainId: number): Promise<void>;
  /** Changes the account it offers. */
  use(account: LocalAccount): Promise<void>;
  /** Hashes of what it has sent, in order. */
  sent: Hex[];
  /** What it was asked, in order. */
  asked: string[];
}

/** EIP-1193: the person said no. */
const DECLINED = { code: 4001, message: 'User rejected the request.' };
const SIGNING = ['eth_sendTransaction', 'eth_signTypedData_v4', 'wallet_switchEthereumChain', 'eth_requestAccounts'];

/** Installs it in a page that is not open yet. */
export async function installMockWallet(page: Page, rpcUrl: string, first: LocalAccount): Promise<MockWallet> {
  let account = first;
  let chainId: number = foundry.id;
  let declines = false;
  const sent: Hex[] = [];
  const asked: string[] = [];
  const client = () => createWalletClient({ account, chain: foundry, transport: http(rpcUrl) });
  const emit = (event: string, payload: unknown) =>
    page.evaluate(([name, data]) => window.__wallet?.(name as string, data), [event, payload] as const);

  async function answer(method: string, params: readonly unknown[]): Promise<unknown> {
    asked.push(method);
    if (declines && SIGNING.includes(method)) {
      declines = false;
      throw DECLINED;
    }
    switch (method) {
      case 'eth_requestAccounts':
      case 'eth_accounts':
        return [account.address];
      case 'wallet_requestPermissions':
        return [
          {
            parentCapability: 'eth_accounts',
            caveats: [{ type: 'restrictReturnedAccounts', value: [account.address] }],
          },
        ];
      case 'eth_chainId':
        return numberToHex(chainId);
      case 'wallet_switchEthereumChain':
        chainId = Number((params[0] as { chainId: Hex }).chainId);
        await emit('chainChanged', numberToHex(chainId));
        return null;
      case 'eth_sendTransaction': {
        const { to, data, value } = params[0] as { to: Hex; data?: Hex; value?: Hex };
        const hash = await client().sendTransaction({ to, ...(data && { data }), value: BigInt(value ?? 0) });
        sent.push(hash);
        return hash;
      }
      case 'eth_signTypedData_v4': {
        const { domain, types, primaryType, message } = JSON.parse(params[1] as string);
        const { EIP712Domain: _, ...rest } = types;
        return account.signTypedData({ domain, types: rest, primaryType, message });
      }
      default:
        return client().request({ method, params } as never);
    }
  }

  await page.exposeFunction('__askWallet', async (method: string, params: unknown[]) =>
    answer(method, params).then(
      (result) => ({ result }),
      (error) => ({ error: { code: error.code ?? -32_000, message: String(error.message ?? error) } }),
    ),
  );
  await page.addInitScript(announceWallet);
  return {
    sent,
    asked,
    declineNext: () => {
      declines = true;
    },
    async moveTo(next) {
      chainId = next;
      await emit('chainChanged', numberToHex(next));
    },
    async use(next) {
      account = next;
      await emit('accountsChanged', [next.address]);
    },
  };
}

declare global {
  interface Window {
    __wallet?: (event: string, payload: unknown) => void;
    __askWallet: (
      method: string,
      params: readonly unknown[],
    ) => Promise<{ result?: unknown; error?: { code: number; message: string } }>;
  }
}

/** Runs in the page. */
function announceWallet() {
  const listeners: Record<string, ((payload: unknown) => void)[]> = {};
  const provider = {
    async request({ method, params = [] }: { method: string; params?: unknown[] }) {
      const { result, error } = await window.__askWallet(method, params);
      if (error) throw Object.assign(new Error(error.message), { code: error.code });
      return result;
    },
    on(event: string, listener: (payload: unknown) => void) {
      listeners[event] = [...(listeners[event] ?? []), listener];
    },
    removeListener(event: string, listener: (payload: unknown) => void) {
      listeners[event] = (listeners[event] ?? []).filter((held) => held !== listener);
    },
  };
  window.__wallet = (event, payload) => {
    for (const listener of listeners[event] ?? []) listener(payload);
  };
  const info = {
    uuid: '350670db-19fa-4704-a166-e52e178b59d2',
    name: 'Test wallet',
    icon: 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>',
    rdns: 'example.wallet',
  };
  const announce = () =>
    window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail: Object.freeze({ info, provider }) }));
  window.addEventListener('eip6963:requestProvider', announce);
  announce();
}
