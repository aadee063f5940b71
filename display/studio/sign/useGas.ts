import { useEffect, useState } from 'preact/hooks';
import type { Studio } from '../createStudio.js';

/** What the gas of the proposal costs, wei, about; `unknown` also when the chain would refuse it. */
export type Gas = bigint | 'asking' | 'unknown';

/** Milliseconds of rest before the chain is asked: nobody wants a price for every step of a slider. */
const REST = 500;

export function useGas({ call, wallet, chain, restyling }: Studio): Gas {
  const [gas, setGas] = useState<Gas>('asking');
  const asked = call.value;
  const account = wallet.value?.address;
  const isIdle = restyling.progress.value.stage === 'idle';
  useEffect(() => {
    setGas('asking');
    if (!asked || !account || !isIdle) return;
    let left = false;
    const timer = setTimeout(() => {
      Promise.all([chain.client.estimateContractGas({ ...asked, account }), chain.client.getGasPrice()]).then(
        ([units, price]) => !left && setGas(units * price),
        () => !left && setGas('unknown'),
      );
    }, REST);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [asked, account, isIdle]);
  return gas;
}
