import { render } from 'preact';
import { Plan } from '../../engine/protocol/plan.js';
import { PROTOCOL_VERSION } from '../../engine/protocol/primitives.js';
import { viewportOf } from '../../engine/protocol/span.js';
import type { Composite } from '../composite/createComposite.js';
import type { CropOf } from '../composite/fitPicture.js';
import { words } from '../language/words.js';
import type { HealthReader } from '../screen/createHealth.js';
import type { Screen } from '../screen/openScreen.js';
import type { ScreenMemory } from '../screen/screenMemory.js';
import type { ScreenPage } from '../screen/screenPage.js';
import { pageClock } from '../session/clock.js';
import type { ServerClock } from '../work/followServerClock.js';
import { askToBePaired } from './askToBePaired.js';
import { type DeviceIdentity, openDeviceIdentity } from './deviceIdentity.js';
import { IdentifyCard } from './IdentifyCard.js';
import { measureOffset } from './measureOffset.js';
import { obeyCommand } from './obeyCommand.js';
import { type DeviceLink, openDeviceLink } from './openDeviceLink.js';
import { PairingPage } from './PairingPage.js';
import { type Plays, recordPlays } from './recordPlays.js';
import { type Programme, runProgramme } from './runProgramme.js';
import './device.css';

export interface DeviceOptions {
  page: ScreenPage;
  screen: Screen;
  composite: Composite;
  memory: ScreenMemory;
  serverClock: ServerClock;
  health: HealthReader;
}

const REPORT_MS = 10_000;
const MEASURE_MS = 60_000;
const FLUSH_MS = 60_000;
const IDENTIFY_MS = 10_000;
const PLAN_KEY = 'plan';

/** A screen of the gallery's own, at `/screen`: paired once, it does what the desk plans, with a network or without. */
export async function runDevice(options: DeviceOptions): Promise<void> {
  const { page, screen, composite, memory, serverClock } = options;
  const pairing = page.slot('pairing');
  const identifying = page.slot('identify');
  const identity = await openDeviceIdentity(memory);
  let plan: Plan | null = null;
  let programme: Programme | null = null;
  let link: DeviceLink | null = null;
  let cancelIdentify = () => {};

  const plays: Plays = await recordPlays({
    screen,
    memory,
    clock: pageClock,
    serverNow: serverClock.now,
    send: (intervals) => link?.played(intervals) ?? Promise.reject(new Error('This screen is not paired.')),
  });
  screen.on('shown', report);
  screen.on('asleep', report);
  pageClock.every(REPORT_MS, report);
  pageClock.every(MEASURE_MS, () => void setClock());
  pageClock.every(FLUSH_MS, () => void plays.flush());
  await hang(identity);

  /** From a code, or at once, to a screen that does what it is told. */
  async function hang(device: DeviceIdentity): Promise<void> {
    const id = device.screen ?? (await pair(device));
    const kept = Plan.safeParse(await memory.kept(PLAN_KEY));
    programme = runProgramme({
      screen,
      clock: pageClock,
      serverNow: serverClock.now,
      cue: async (change, notBefore) => (plan?.group && link ? link.prepared(change, notBefore) : notBefore),
    });
    if (kept.success && kept.data.screen === id) follow(kept.data);
    link = openDeviceLink({
      url: location.origin,
      identity: device,
      screen: id,
      clock: pageClock,
      random: Math.random,
      onUp: () => void setClock().then(report).then(plays.flush),
      onPlan: follow,
      onCommand: (command) => obeyCommand(command, { composite, identify, reload }),
      onRevoked: () => void release(device),
    });
  }

  async function pair(device: DeviceIdentity): Promise<string> {
    const id = await askToBePaired({
      key: device.key,
      clock: pageClock,
      show: (asked) => render(<PairingPage asked={asked} />, pairing),
    });
    await device.setScreen(id);
    render(null, pairing);
    return id;
  }

  /** Does nothing more of what it was told, and asks to be paired again. */
  async function release(device: DeviceIdentity): Promise<void> {
    link = null;
    programme?.stop();
    plan = null;
    screen.setAsleep(false);
    await Promise.all([device.setScreen(null), memory.keep(PLAN_KEY, null)]);
    await hang(device);
  }

  function follow(next: Plan) {
    plan = next;
    void memory.keep(PLAN_KEY, next);
    document.title = `${next.number} · ${next.name}`;
    page.rotate(next.quarters);
    page.say(next.items.length === 0 ? words.device.unassigned(next.name) : null);
    screen.setCue(
      next.group ? async ({ state, stateHash }) => link?.prepared(`state ${state.work} ${stateHash}`, 0) ?? 0 : null,
    );
    composite.setCrop(next.span && partOf(next.span));
    programme?.follow(next);
  }

  function identify() {
    if (!plan) return;
    cancelIdentify();
    render(<IdentifyCard number={plan.number} name={plan.name} />, identifying);
    cancelIdentify = pageClock.after(IDENTIFY_MS, () => render(null, identifying));
  }

  function reload() {
    // Once the answer is on its way.
    pageClock.after(500, () => screen.whenCalm(() => location.reload()));
  }

  /** To a few milliseconds, so that screens in step begin in one moment. */
  async function setClock() {
    const asked = link;
    const offset = asked && (await measureOffset(() => asked.time(), pageClock));
    if (offset !== null) serverClock.correct(offset);
  }

  function report() {
    const { shown } = screen.state;
    const { phase } = composite.diagnostics;
    link?.report({
      v: PROTOCOL_VERSION,
      showing: shown && { work: shown.state.work, seq: shown.seq, stateHash: shown.stateHash },
      phase,
      asleep: phase === 'asleep',
      health: options.health.read(),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      size: { width: innerWidth, height: innerHeight },
    });
  }
}

/** This screen's part of whatever work hangs on a wall of several. */
function partOf({ wall, tile, fit }: NonNullable<Plan['span']>): CropOf {
  return (canvas) => {
    const { x, y, width, height } = viewportOf(canvas, wall, tile, fit);
    return {
      x: x / canvas.width,
      y: y / canvas.height,
      width: width / canvas.width,
      height: height / canvas.height,
    };
  };
}
