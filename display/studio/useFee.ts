import { useEffect, useState } from 'preact/hooks';
import { featuredMessagesAbi } from '../../engine/abi/featuredMessages.gen.js';
import type { Studio } from './createStudio.js';

/** @returns what a message costs, wei; null until the chain has told */
export function useFee({ chain, work }: Studio): bigint | null {
  const [fee, setFee] = useState<bigint | null>(null);
  useEffect(() => {
    chain.client
      .readContract({
        address: work.description.contracts.featuredMessages,
        abi: featuredMessagesAbi,
        functionName: 'fee',
      })
      .then(setFee, (cause) => console.warn('The fee for a message could not be read.', cause));
  }, [chain, work]);
  return fee;
}
