import { useEffect, useState } from 'preact/hooks';
import { featuredMessagesAbi } from '../../engine/abi/featuredMessages.gen.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import type { Studio } from './createStudio.js';

/** What the chain asks of a message. */
export interface MessageTerms {
  /** Wei, exactly. */
  fee: bigint;
  /** When the layer may speak again, Unix seconds; a moment gone by when it may now. */
  readyAt: number;
}

/** Null once the chain could not be asked. Asked anew for another layer, and whenever messages changed. */
export function useMessageTerms({ chain, work, selected, snapshot }: Studio): MessageTerms | 'asking' | null {
  const [terms, setTerms] = useState<MessageTerms | 'asking' | null>('asking');
  const token = selected.value;
  const messages = snapshot.value?.state.messages;
  useEffect(() => {
    let isLate = false;
    const contract = { address: work.description.contracts.featuredMessages, abi: featuredMessagesAbi } as const;
    const { client } = chain;
    Promise.all([
      client.readContract({ ...contract, functionName: 'fee' }),
      client.readContract({ ...contract, functionName: 'cooldown' }),
      client.readContract({
        ...contract,
        functionName: 'messageOf',
        args: [tokenIdOf(work.description.work, token)],
      }),
    ]).then(
      ([fee, cooldown, [, postedAt]]) => {
        if (!isLate) setTerms({ fee, readyAt: postedAt === 0 ? 0 : postedAt + Number(cooldown) });
      },
      (cause) => {
        console.warn('What a message costs could not be read.', cause);
        if (!isLate) setTerms(null);
      },
    );
    return () => {
      isLate = true;
    };
  }, [chain, work, token, messages]);
  return terms;
}
