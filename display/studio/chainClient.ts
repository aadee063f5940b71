import { type Chain, type Client, createClient, type PublicActions, type Transport } from 'viem';
import {
  estimateContractGas,
  getBlock,
  getBlockNumber,
  getCode,
  getGasPrice,
  getTransaction,
  getTransactionReceipt,
  readContract,
  simulateContract,
  waitForTransactionReceipt,
} from 'viem/actions';

/** What pages ask of a chain. */
type Asked =
  | 'estimateContractGas'
  | 'getBlock'
  | 'getBlockNumber'
  | 'getCode'
  | 'getGasPrice'
  | 'getTransaction'
  | 'getTransactionReceipt'
  | 'readContract'
  | 'simulateContract'
  | 'waitForTransactionReceipt';

/** A client of viem with the actions that pages use, and none of the many they would only load. */
export type ChainClient = Client<Transport, Chain> & Pick<PublicActions<Transport, Chain, undefined>, Asked>;

export function chainClient(options: { chain: Chain; transport: Transport; pollingInterval: number }): ChainClient {
  return createClient<Transport, Chain, undefined>(options).extend(
    (client): Pick<PublicActions<Transport, Chain, undefined>, Asked> => ({
      estimateContractGas: (args) => estimateContractGas(client, args as never),
      getBlock: (args) => getBlock(client, args),
      getBlockNumber: (args) => getBlockNumber(client, args),
      getCode: (args) => getCode(client, args),
      getGasPrice: () => getGasPrice(client),
      getTransaction: (args) => getTransaction(client, args),
      getTransactionReceipt: (args) => getTransactionReceipt(client, args),
      readContract: (args) => readContract(client, args),
      simulateContract: (args) => simulateContract(client, args),
      waitForTransactionReceipt: (args) => waitForTransactionReceipt(client, args),
    }),
  );
}
