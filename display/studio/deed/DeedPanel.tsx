import { useState } from 'preact/hooks';
import { Address, type Hex } from '../../../engine/protocol/primitives.js';
import { decodeWord } from '../../../engine/scene/styleWord.js';
import { Button } from '../../design/Button.js';
import { words } from '../../language/words.js';
import { ownerName } from '../../work/ownerName.js';
import type { Studio } from '../createStudio.js';
import { delegateCall } from '../delegateRegistry.js';
import { momentText } from '../momentText.js';
import { lendCall, revokeSignaturesCall } from '../sign/calls.js';
import { isUnderWay } from '../sign/progress.js';
import { TransactionState } from '../sign/TransactionState.js';
import { AccountField } from './AccountField.js';
import styles from './DeedPanel.module.css';
import { FreezeDialog } from './FreezeDialog.js';
import { useLoan } from './useLoan.js';

const say = words.studio.deed;

/** What only an owner decides: to lend the layer, to delegate it, to withdraw signatures, to freeze it. */
export function DeedPanel({ studio }: { studio: Studio }) {
  const { wallet, held, token, work, deed } = studio;
  if (!held.value) return null;
  const { owner } = held.value;
  const { title } = token.value;
  if (!wallet.value) return <p class={styles.note}>{say.choose}</p>;
  if (wallet.value.address !== owner) {
    return <p class={styles.note}>{say.ownerOnly(title, ownerName(owner, work.world.wallets))}</p>;
  }
  const busy = isUnderWay(deed.progress.value);
  return (
    <div class={styles.panel}>
      <TransactionState transaction={deed} session={studio} />
      <Lend studio={studio} busy={busy} />
      <Delegate studio={studio} busy={busy} />
      <section class={styles.deed} aria-label={say.signatures.heading}>
        <h3>{say.signatures.heading}</h3>
        <p class={styles.note}>{say.signatures.intro}</p>
        <Button
          disabled={busy}
          onClick={() => void studio.perform(revokeSignaturesCall(work.description, studio.selected.value))}
        >
          {say.signatures.act}
        </Button>
      </section>
      <Freeze studio={studio} busy={busy} />
    </div>
  );
}

interface DeedProps {
  studio: Studio;
  busy: boolean;
}

/** Terms of a loan, seconds. */
const TERMS = { hour: 3_600, day: 86_400, week: 604_800, month: 2_592_000 } as const;
type Term = keyof typeof TERMS;

function Lend({ studio, busy }: DeedProps) {
  const { work, selected, deed } = studio;
  const [user, setUser] = useState('');
  const [term, setTerm] = useState<Term>('day');
  const loan = useLoan(studio);
  const isAddress = Address.safeParse(user.toLowerCase()).success;
  const lend = (next: { user: Hex; expires: number } | null) =>
    void studio.perform(lendCall(work.description, selected.value, next));
  return (
    <section class={styles.deed} aria-label={say.lend.heading}>
      <h3>{say.lend.heading}</h3>
      <p class={styles.note}>{say.lend.intro}</p>
      {loan ? (
        <>
          <p>{say.lend.now(ownerName(loan.user, work.world.wallets), momentText(loan.expires))}</p>
          <Button disabled={busy} onClick={() => lend(null)}>
            {say.lend.end}
          </Button>
        </>
      ) : (
        <form
          class={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            lend({ user: user.toLowerCase() as Hex, expires: Math.floor(work.now()) + TERMS[term] });
          }}
        >
          <AccountField studio={studio} label={say.lend.to} value={user} onInput={setUser} />
          <label class={styles.field}>
            {say.lend.until}
            <select value={term} onChange={(event) => setTerm(event.currentTarget.value as Term)}>
              {(Object.keys(TERMS) as Term[]).map((name) => (
                <option key={name} value={name}>
                  {say.lend.terms[name]}
                </option>
              ))}
            </select>
          </label>
          <Button type="submit" disabled={busy || !isAddress || isUnderWay(deed.progress.value)}>
            {say.lend.act}
          </Button>
        </form>
      )}
    </section>
  );
}

function Delegate({ studio, busy }: DeedProps) {
  const { work, selected, registry } = studio;
  const [to, setTo] = useState('');
  const isAddress = Address.safeParse(to.toLowerCase()).success;
  const delegate = (enable: boolean) =>
    void studio.perform(delegateCall(work.description, selected.value, { to: to.toLowerCase() as Hex, enable }));
  return (
    <section class={styles.deed} aria-label={say.delegate.heading}>
      <h3>{say.delegate.heading}</h3>
      {registry.value === false ? (
        <p class={styles.note}>{say.delegate.absent}</p>
      ) : (
        <form
          class={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            delegate(true);
          }}
        >
          <p class={styles.note}>{say.delegate.intro}</p>
          <AccountField studio={studio} label={say.lend.to} value={to} onInput={setTo} />
          <div class={styles.buttons}>
            <Button type="submit" disabled={busy || !isAddress}>
              {say.delegate.act}
            </Button>
            <Button disabled={busy || !isAddress} onClick={() => delegate(false)}>
              {say.delegate.end}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}

function Freeze({ studio, busy }: DeedProps) {
  const { held, token, changes } = studio;
  const [isOpen, setOpen] = useState(false);
  const { title } = token.value;
  const isFrozen = held.value !== null && decodeWord(held.value.word).frozen;
  return (
    <section class={styles.deed} aria-label={say.freeze.heading}>
      <h3>{say.freeze.heading}</h3>
      {isFrozen ? (
        <p>{say.freeze.frozen(title)}</p>
      ) : (
        <>
          <p class={styles.note}>{say.freeze.intro}</p>
          {changes.value.length > 0 && <p class={styles.warning}>{say.freeze.proposes}</p>}
          <Button disabled={busy} onClick={() => setOpen(true)}>
            {say.freeze.act}
          </Button>
          <FreezeDialog studio={studio} open={isOpen} onClose={() => setOpen(false)} />
        </>
      )}
    </section>
  );
}
