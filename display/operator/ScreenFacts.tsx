import type { ScreenView } from '../../engine/protocol/desk.js';
import { timeAgo } from '../design/timeAgo.js';
import { words } from '../language/words.js';
import { useNow } from '../work/useNow.js';
import styles from './ScreenFacts.module.css';

const MB = 1_048_576;

/** Everything a screen tells of itself, for whoever looks after it. */
export function ScreenFacts({ screen }: { screen: ScreenView }) {
  const now = useNow();
  const say = words.screens.facts;
  const { report, seen, pairedAt, proof } = screen;
  const ago = (time: number) => timeAgo(time / 1000, now);
  const facts: [string, string][] = [
    [say.seen, seen === null ? say.never : ago(seen)],
    ...(report ? factsOf(report, ago) : []),
    [say.paired, ago(pairedAt)],
    [say.proof, say.proofs[proof]],
  ];
  return (
    <dl class={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function factsOf(report: NonNullable<ScreenView['report']>, ago: (time: number) => string): [string, string][] {
  const say = words.screens.facts;
  const { showing, phase, health, timeZone, size } = report;
  return [
    [say.phase, say.phases[phase]],
    [say.seq, showing ? `${showing.seq} · ${showing.stateHash.slice(2, 10)}` : '–'],
    [say.fps, `${Math.round(health.fps)} · ${say.longFrames(health.longFrames)}`],
    [say.heap, health.heap === null ? '–' : `${Math.round(health.heap / MB)} MB`],
    [say.textures, String(health.textures)],
    [say.losses, `${health.contextLosses} · ${say.rebuilds(health.rebuilds)}`],
    [say.up, ago(health.since)],
    [say.version, health.version],
    [say.place, `${timeZone} · ${size.width} × ${size.height}`],
  ];
}
