import type { RelayerOffer } from '../../../engine/protocol/relayerOffer.js';
import { words } from '../../language/words.js';
import styles from './RelayChoice.module.css';

const say = words.studio.sign;

export interface RelayChoiceProps {
  offer: RelayerOffer;
  chosen: boolean;
  disabled: boolean;
  onChoose: (chosen: boolean) => void;
  /** What the gallery would pay, as a sentence that asks for it. */
  children: string;
}

/** Has the gallery send what is signed, and pay for it, as long as the owner's quota lasts. */
export function RelayChoice({ offer, chosen, disabled, onChoose, children }: RelayChoiceProps) {
  return (
    <label class={styles.relay}>
      <input
        type="checkbox"
        checked={chosen}
        disabled={disabled || offer.left === 0}
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
      <span>
        {children} <span class={styles.note}>({say.gaslessLeft(offer.left)})</span>
      </span>
    </label>
  );
}
