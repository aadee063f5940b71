import { QrCode } from '../design/QrCode.js';
import { words } from '../language/words.js';
import type { Asked } from './askToBePaired.js';

/** What a screen shows that nobody has paired yet: its code, large enough to be read across a room. */
export function PairingPage({ asked }: { asked: Asked }) {
  if ('problem' in asked) {
    return (
      <section class="pairing" aria-label={words.device.pairingProblem}>
        <p class="hint">{asked.problem}</p>
      </section>
    );
  }
  const address = operatorAddress(asked.publicUrl, location);
  return (
    <section class="pairing" aria-label={words.device.pairing}>
      <div>
        <h1>{words.device.pairing}</h1>
        {/* Read aloud letter by letter. */}
        <p class="letters" role="img" aria-label={[...asked.code].join(' ')}>
          <span>{asked.code.slice(0, 3)}</span> <span>{asked.code.slice(3)}</span>
        </p>
        <p class="hint">{words.device.pairingHint(address.host + address.pathname)}</p>
      </div>
      <QrCode link={`${address.href}?pair=${asked.code}`} />
    </section>
  );
}

/** The operator's page, as a telephone in the same room reaches it: it is no good to it that this server is on localhost. */
function operatorAddress(publicUrl: string, here: Pick<Location, 'origin'>): URL {
  const named = new URL('/screens', publicUrl);
  return isLoopback(named.hostname) ? new URL('/screens', here.origin) : named;
}

const isLoopback = (name: string) => name === 'localhost' || name === '[::1]' || name.startsWith('127.');
