import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { ScreenId } from '../../engine/protocol/plan.js';
import { challengeText, type DeviceKey, type DeviceProof } from '../../engine/protocol/screenMessages.js';
import type { ScreenMemory } from '../screen/screenMemory.js';
import { fetchJson } from '../work/fetchJson.js';

/** By what this machine proves which screen it is. It never leaves the machine, but for a secret where there are no keys. */
export interface DeviceIdentity {
  readonly key: DeviceKey;
  /** The screen it was paired as; null before. */
  readonly screen: string | null;
  /** Remembers the pairing, or that it was ended. */
  setScreen(screen: string | null): Promise<void>;
  /** @throws FetchError when the server gives nothing to sign */
  prove(screen: string): Promise<DeviceProof>;
}

/** As it is kept on the machine. A browser keeps keys that nobody can read out, its own scripts included. */
const Kept = z.object({
  proof: z.union([
    z.object({ kind: z.literal('key'), keys: z.object({ privateKey: z.unknown(), publicKey: z.unknown() }) }),
    z.object({ kind: z.literal('secret'), secret: z.string() }),
  ]),
  screen: ScreenId.nullable(),
});
type Kept = z.infer<typeof Kept>;

const Challenge = z.object({ challenge: z.string() });

const KEY = 'device';
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;

/**
 * The identity of this machine, made where there is none yet. Browsers make keys on https and on localhost only; elsewhere
 * a random secret stands in, which whoever listens on the network can hear.
 */
export async function openDeviceIdentity(memory: ScreenMemory): Promise<DeviceIdentity> {
  const parsed = Kept.safeParse(await memory.kept(KEY));
  const kept: Kept = parsed.success && isUsable(parsed.data) ? parsed.data : { proof: await newProof(), screen: null };
  await memory.keep(KEY, kept);
  const { proof } = kept;
  return {
    key: await keyOf(proof),
    get screen() {
      return kept.screen;
    },
    async setScreen(screen) {
      kept.screen = screen;
      await memory.keep(KEY, kept);
    },
    async prove(screen) {
      if (proof.kind === 'secret') return { kind: 'secret', screen, secret: proof.secret };
      const { challenge } = await fetchJson('/api/pairings/challenge', Challenge);
      const text = new TextEncoder().encode(challengeText(screen, challenge));
      const signature = await crypto.subtle.sign(SIGNING, proof.keys.privateKey as CryptoKey, text);
      return { kind: 'key', screen, challenge, signature: base64(signature) };
    },
  };
}

async function newProof(): Promise<Kept['proof']> {
  if (!globalThis.isSecureContext) {
    return { kind: 'secret', secret: bytesToHex(crypto.getRandomValues(new Uint8Array(32))) };
  }
  return { kind: 'key', keys: await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']) };
}

/** A key pair of https is of no use where the page has come by http since. */
const isUsable = ({ proof }: Kept) => proof.kind === 'secret' || globalThis.isSecureContext;

async function keyOf(proof: Kept['proof']): Promise<DeviceKey> {
  if (proof.kind === 'secret') return { kind: 'secret', sha256: `0x${bytesToHex(sha256(utf8ToBytes(proof.secret)))}` };
  return { kind: 'key', spki: base64(await crypto.subtle.exportKey('spki', proof.keys.publicKey as CryptoKey)) };
}

const base64 = (bytes: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
