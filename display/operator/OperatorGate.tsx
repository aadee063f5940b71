import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { z } from 'zod';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { Shell } from '../design/shell/Shell.js';
import { words } from '../language/words.js';
import { FetchError, fetchJson, type Sent } from '../work/fetchJson.js';
import styles from './OperatorGate.module.css';

const Session = z.object({ operator: z.boolean() });

export interface OperatorGateProps {
  /** What lies behind, as a heading. */
  heading: string;
  /** What the operator sees. Given what ends the session. */
  children: (logOut: () => void) => ComponentChildren;
}

/** Shows what is the operator's alone to the operator, and to everybody else a form that asks for the token. */
export function OperatorGate({ heading, children }: OperatorGateProps) {
  const [isOperator, setOperator] = useState<boolean | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function ask(sent?: Sent) {
    try {
      const { operator } = await fetchJson('/api/operator/session', Session, sent);
      setProblem(null);
      setOperator(operator);
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      setProblem(error.status === 401 ? words.operator.notTheToken : error.message);
      // A server that does not answer has not said who this is.
      setOperator((known) => (sent ? false : known));
    }
  }
  useEffect(() => void ask(), []);

  if (isOperator) return <>{children(() => void ask({ method: 'DELETE' }))}</>;
  if (isOperator === null) {
    return (
      <Shell here={null}>
        {problem && (
          <Notice heading={heading} way={{ href: '', text: words.common.retry }}>
            {problem}
          </Notice>
        )}
      </Shell>
    );
  }
  return (
    <Shell here={null}>
      <form
        class={styles.gate}
        onSubmit={(event) => {
          event.preventDefault();
          const token = String(new FormData(event.currentTarget).get('token')).trim();
          if (token) void ask({ method: 'POST', body: { token } });
        }}
      >
        <h1>{heading}</h1>
        <p class={styles.hint}>{words.operator.tokenHint}</p>
        <label class={styles.field}>
          <span>{words.operator.token}</span>
          <input name="token" type="password" autocomplete="current-password" required maxLength={512} />
        </label>
        <p role="alert" class={styles.problem}>
          {problem}
        </p>
        <Button type="submit" look="primary">
          {words.operator.logIn}
        </Button>
      </form>
    </Shell>
  );
}
