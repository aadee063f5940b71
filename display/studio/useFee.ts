import { useEffect, useState } from 'preact/hooks';
import { featuredMessagesAbi } from '../../engine/abi/featuredMessages.gen.js';
import type { Studio } from './createStudio.js';

/** What a message costs, wei, once the chain has told. */
export type Fee = bigint | 'asking' | 'unknown';

export function useFee({ chain, work }: Studio): Fee {
  const [fee, setFee] = useState<Fee>('asking');
  useEffect(() => {
    chain.client
      .readContract({
        address: work.description.contracts.featuredMessages,
        abi: featuredMessagesAbi,
        functionName: 'fee',
      })
      .then(setFee, (cause) => {
        console.warn('The fee for a message could not be read.', cause);
        setFee('unknown');
      });
  }, [chain, work]);
  return fee;
}
