import { randomBytes, randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { PairedScreen, PairingView } from '../../engine/protocol/desk.js';
import type { DeviceKey } from '../../engine/protocol/screenMessages.js';
import type { DeskStore } from '../../engine/state/deskStore.js';
import type { Config } from '../config/config.js';
import type { Log } from '../log/createLog.js';
import { CONFIG, DESK, LOG } from '../parts.js';
import { tooManyPairings, unknownCode, unknownPairing, unusableKey } from '../refusal/refusals.js';
import { isUsable } from './deviceProof.js';
import { pairingCode, typedCode } from './pairingCode.js';

/** Milliseconds for which a code is good. */
const LIFE = 600_000;
/** Codes tried until one is free. */
const TRIES = 5;

/** What a screen that waits is told. */
export interface BegunPairing {
  id: string;
  code: string;
  /** Unix milliseconds. */
  expires: number;
  /** Where people reach this server. */
  publicUrl: string;
}

/** From a code on a wall to a paired screen. */
@Injectable()
export class PairingService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(DESK) private readonly desk: DeskStore,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** @throws Refused 400 for a key that proves nothing, 503 while too many wait */
  async begin(key: DeviceKey): Promise<BegunPairing> {
    if (!isUsable(key)) throw unusableKey();
    const now = Date.now();
    for (let tries = 0; tries < TRIES; tries++) {
      const begun = { id: randomBytes(24).toString('hex'), code: pairingCode(randomInt), expires: now + LIFE };
      if (await this.desk.screens.beginPairing({ ...begun, key }, now))
        return { ...begun, publicUrl: this.config.publicUrl };
    }
    throw tooManyPairings();
  }

  /**
   * The screen that a pairing led to; null while it waits.
   * @throws Refused 404 when it is over
   */
  async outcome(id: string): Promise<string | null> {
    const pairing = await this.desk.screens.pairing(id, Date.now());
    if (!pairing) throw unknownPairing();
    return pairing.screen;
  }

  /** @throws Refused 404 */
  async waiting(typed: string): Promise<PairingView> {
    const code = typedCode(typed);
    const pairing = await this.desk.screens.waiting(code, Date.now());
    if (!pairing) throw unknownCode(code);
    return { code, proof: pairing.key.kind, expires: pairing.expires };
  }

  /** @throws Refused 404 */
  async confirm(typed: string, name: string): Promise<PairedScreen> {
    const code = typedCode(typed);
    const now = Date.now();
    const given = {
      id: randomBytes(8).toString('hex'),
      name,
      pairedAt: now,
      quarters: 0,
      power: 'hours',
      sleep: [],
      shows: null,
    } as const;
    const screen = await this.desk.screens.pair(code, { ...given, sleep: [] }, now);
    if (!screen) throw unknownCode(code);
    this.log.info({ screen: screen.id, name, proof: screen.key.kind }, 'Paired a screen.');
    return screen;
  }
}
