import { useId, useState } from 'preact/hooks';
import { Address } from '../../../engine/protocol/primitives.js';
import { words } from '../../language/words.js';
import type { Studio } from '../createStudio.js';
import styles from './DeedPanel.module.css';

const say = words.studio.deed.lend;

export interface AccountFieldProps {
  studio: Studio;
  label: string;
  /** What is typed or chosen, an address or on the way to one. */
  value: string;
  onInput: (value: string) => void;
}

/** Names an account: by its address, and in the demo world by choosing one of its wallets. */
export function AccountField({ studio, label, value, onInput }: AccountFieldProps) {
  const id = useId();
  const others = studio.work.world.wallets.filter(({ address }) => address !== studio.wallet.value?.address);
  const [isOther, setOther] = useState(others.length === 0);
  const isFault = value !== '' && !Address.safeParse(value.toLowerCase()).success;
  return (
    <div class={styles.field}>
      <label for={id}>{label}</label>
      {others.length > 0 && (
        <select
          id={id}
          value={isOther ? 'other' : value}
          onChange={({ currentTarget }) => {
            setOther(currentTarget.value === 'other');
            onInput(currentTarget.value === 'other' ? '' : currentTarget.value);
          }}
        >
          <option value="" />
          {others.map(({ address, label: name }) => (
            <option key={address} value={address}>
              {name}
            </option>
          ))}
          <option value="other">{say.other}</option>
        </select>
      )}
      {isOther && (
        <>
          <input
            id={others.length > 0 ? undefined : id}
            type="text"
            inputMode="text"
            spellcheck={false}
            autocomplete="off"
            placeholder="0x"
            aria-label={others.length > 0 ? say.address : undefined}
            aria-invalid={isFault}
            value={value}
            onInput={(event) => onInput(event.currentTarget.value.trim())}
          />
          {isFault && <p class={styles.warning}>{say.badAddress}</p>}
        </>
      )}
    </div>
  );
}
