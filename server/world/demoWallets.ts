import { bytesToHex } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import type { Hex } from '../../engine/protocol/primitives.js';

/** An account of the demo world. Its key is known to everybody and holds nothing of worth on any chain. */
export interface DemoWallet {
  label: string;
  address: Hex;
  privateKey: Hex;
}

/** The mnemonic every anvil, Hardhat and Ganache starts with: the most public keys there are. */
export const DEMO_MNEMONIC = 'test test test test test test test test test test test junk';

/** Who lives in the demo world: the artist, three owners of layers, one who owns nothing, and who pays gas for owners. */
const LABELS = ['Demo artist', 'Demo owner 1', 'Demo owner 2', 'Demo owner 3', 'Demo visitor', 'Demo relayer'] as const;

export interface DemoWallets {
  artist: DemoWallet;
  owners: DemoWallet[];
  visitor: DemoWallet;
  relayer: DemoWallet;
}

export function demoWallets(): DemoWallets {
  const [artist, owner1, owner2, owner3, visitor, relayer] = LABELS.map(walletAt) as [
    DemoWallet,
    DemoWallet,
    DemoWallet,
    DemoWallet,
    DemoWallet,
    DemoWallet,
  ];
  return { artist, owners: [owner1, owner2, owner3], visitor, relayer };
}

function walletAt(label: string, addressIndex: number): DemoWallet {
  const account = mnemonicToAccount(DEMO_MNEMONIC, { addressIndex });
  const key = account.getHdKey().privateKey;
  if (!key) throw new Error(`no private key derives for ${label}`);
  return { label, address: account.address.toLowerCase() as Hex, privateKey: bytesToHex(key) };
}
