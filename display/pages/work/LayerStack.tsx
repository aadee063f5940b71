import type { Signal } from '@preact/signals';
import { useMemo, useRef, useState } from 'preact/hooks';
import { type Described, describeLayer } from '../../../engine/scene/describeScene.js';
import type { Scene } from '../../../engine/scene/scene.js';
import { Button } from '../../design/Button.js';
import { Plate } from '../../design/Plate.js';
import { Slider } from '../../design/Slider.js';
import { timeAgo } from '../../design/timeAgo.js';
import { language, words } from '../../language/words.js';
import type { LiveState } from '../../work/followWork.js';
import { LayerPicture } from '../../work/LayerPicture.js';
import type { Change } from '../../work/life.js';
import type { Work } from '../../work/loadWork.js';
import { ownerName } from '../../work/ownerName.js';
import { sceneNow } from '../../work/sceneNow.js';
import { tokenOf } from '../../work/tokenOf.js';
import { useNow } from '../../work/useNow.js';
import styles from './LayerStack.module.css';

export interface LayerStackProps {
  work: Work;
  live: LiveState;
  /** Null until it is known. */
  life: readonly Change[] | null;
  /** Set to the token under pointer or focus, so that its place on the painting can be shown. */
  pointed: Signal<number | null>;
}

/** How the stack is turned, in degrees: about the upright axis and about the level one. */
interface Turn {
  y: number;
  x: number;
}

const FROM_THE_SIDE: Turn = { y: -34, x: 14 };
const FROM_THE_FRONT: Turn = { y: 0, x: 0 };
const MOST: Turn = { y: 80, x: 60 };
/** Of a pointer's pixel, and of one press of an arrow key. */
const DEGREES_A_PIXEL = 0.35;
const DEGREES_A_KEY = 6;
const KEYS: Record<string, Turn> = {
  ArrowLeft: { y: -DEGREES_A_KEY, x: 0 },
  ArrowRight: { y: DEGREES_A_KEY, x: 0 },
  ArrowUp: { y: 0, x: DEGREES_A_KEY },
  ArrowDown: { y: 0, x: -DEGREES_A_KEY },
};

/** A work taken apart: its layers in depth, to be turned by hand or by keys, and each explained beside it. */
export function LayerStack({ work, live, life, pointed }: LayerStackProps) {
  const say = words.pages.stack;
  const state = live.snapshot.value?.state;
  const scene = useMemo(() => state && sceneNow(work, state), [work, state]);
  const [turn, setTurn] = useState(FROM_THE_SIDE);
  const [apart, setApart] = useState(60);
  if (!state || !scene) return null;
  return (
    <Plate heading={say.heading} aside={say.aside}>
      <div class={styles.stack}>
        <div>
          <Stage scene={scene} work={work} turn={turn} setTurn={setTurn} apart={apart} lit={pointed.value} />
          <div class={styles.controls}>
            <div class={styles.apart}>
              <span aria-hidden="true">{say.apart}</span>
              <Slider name={{ label: say.apart }} min={0} max={100} value={apart} onMove={setApart} />
            </div>
            <Button look="quiet" onClick={() => setTurn(FROM_THE_FRONT)}>
              {say.front}
            </Button>
          </div>
        </div>
        <LayerList work={work} live={live} scene={scene} life={life} pointed={pointed} />
      </div>
    </Plate>
  );
}

interface StageProps {
  scene: Scene;
  work: Work;
  turn: Turn;
  setTurn: (turn: (from: Turn) => Turn) => void;
  /** Percent. */
  apart: number;
  /** The token to single out; null for none. */
  lit: number | null;
}

function Stage({ scene, work, turn, setTurn, apart, lit }: StageProps) {
  const grip = useRef<{ x: number; y: number } | null>(null);
  const { width, height, layers, background } = scene;
  const by = ({ y, x }: Turn) => setTurn((from) => ({ y: held(from.y + y, MOST.y), x: held(from.x + x, MOST.x) }));
  const ground = `rgb(${background.map((channel) => Math.round(channel * 255)).join(' ')})`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: no element is an object to be turned
    <div
      class={styles.stage}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is turned by keys
      tabIndex={0}
      aria-label={words.pages.stack.stage}
      title={words.pages.stack.hint}
      style={{ '--aspect': width / height }}
      onPointerDown={(event) => {
        grip.current = { x: event.clientX, y: event.clientY };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (!grip.current) return;
        const { x, y } = grip.current;
        grip.current = { x: event.clientX, y: event.clientY };
        by({ y: (event.clientX - x) * DEGREES_A_PIXEL, x: (y - event.clientY) * DEGREES_A_PIXEL });
      }}
      onPointerUp={() => {
        grip.current = null;
      }}
      onPointerCancel={() => {
        grip.current = null;
      }}
      onKeyDown={(event) => {
        const step = KEYS[event.key];
        if (!step) return;
        event.preventDefault();
        by(step);
      }}
    >
      <div class={styles.space} style={{ transform: `translateZ(-12rem) rotateX(${turn.x}deg) rotateY(${turn.y}deg)` }}>
        <div class={styles.pane} style={{ background: ground, transform: depthOf(-1, layers.length, apart) }} />
        {layers.map(({ token, placement, opacity, visible }, i) => (
          <div
            key={token}
            class={styles.pane}
            data-lit={lit === token}
            data-dim={lit !== null && lit > 0 && lit !== token}
            style={{ transform: depthOf(i, layers.length, apart) }}
          >
            <div
              class={styles.layer}
              style={{
                left: `${(100 * (placement.x - placement.width / 2)) / width}%`,
                top: `${(100 * (placement.y - placement.height / 2)) / height}%`,
                width: `${(100 * placement.width) / width}%`,
                height: `${(100 * placement.height) / height}%`,
                opacity: visible ? opacity : 0,
                transform: `rotate(${placement.rotation}deg) scaleX(${placement.mirror ? -1 : 1})`,
                maskImage: fadeMask(placement.fade),
              }}
            >
              <LayerPicture work={work.description.work} layer={layers[i] as Scene['layers'][number]} label="" />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}

/** The whole depth of the stack when it is as far apart as it goes, in rem. */
const DEPTH_REM = 34;

function depthOf(place: number, layers: number, apart: number): string {
  const share = (place + 1) / layers - 0.5;
  return `translateZ(${(share * DEPTH_REM * apart) / 100}rem)`;
}

/** Fades a picture to nothing at each of its edges. */
function fadeMask(share: number): string {
  if (share === 0) return 'none';
  const stops = `transparent, black ${100 * share}%, black ${100 * (1 - share)}%, transparent`;
  return `linear-gradient(to right, ${stops}), linear-gradient(to bottom, ${stops})`;
}

const held = (degrees: number, most: number) => Math.max(-most, Math.min(most, degrees));

type LayerListProps = LayerStackProps & { scene: Scene };

/** Every token, front to back, with what it is, whose it is and when it last changed; the master last. */
function LayerList({ work, live, scene, life, pointed }: LayerListProps) {
  const say = words.pages.stack;
  const now = useNow();
  const tokens = live.snapshot.value?.state.tokens ?? [];
  const styleWords = tokens.map(({ word }) => word);
  const number = work.description.work;
  const pointAt = (index: number | null) => () => {
    pointed.value = index;
  };
  return (
    <ol class={styles.list}>
      {[...tokens].reverse().map(({ index, owner }) => (
        <li key={index}>
          <a
            class={styles.entry}
            href={`/work/${number}/token/${index}`}
            onPointerEnter={pointAt(index)}
            onPointerLeave={pointAt(null)}
            onFocus={pointAt(index)}
            onBlur={pointAt(null)}
          >
            <span class={styles.title}>{tokenOf(work.manifest, index).title}</span>
            <span class={styles.owner} title={owner}>
              {ownerName(owner, work.world.wallets)}
            </span>
            <span class={styles.what}>
              {index === 0 ? say.master : whatIs({ manifest: work.manifest, words: styleWords, scene }, index)}
              {scene.layers[index - 1]?.visible === false && `, ${say.hidden}`}
            </span>
            <span class={styles.change}>{lastChange(life, index, now)}</span>
          </a>
        </li>
      ))}
    </ol>
  );
}

/** Without the title, which stands above it already. */
function whatIs(described: Described, index: number): string {
  return describeLayer(described, index, language).slice(tokenOf(described.manifest, index).title.length + 2);
}

function lastChange(life: readonly Change[] | null, index: number, now: number): string {
  const changes = life?.filter((change) => change.index === index) ?? [];
  const last = changes.at(-1);
  if (!last) return '';
  const { neverRestyled, restyled } = words.pages.stack;
  return changes.length === 1 ? neverRestyled : restyled(last.block.number, timeAgo(last.block.time, now));
}
