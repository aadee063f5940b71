import { useEffect, useState } from 'preact/hooks';
import { SiteHeader } from '../design/shell/SiteHeader.js';
import { words } from '../language/words.js';
import type { Studio as StudioState } from './createStudio.js';
import { DeedPanel } from './deed/DeedPanel.js';
import { EarlierPanel } from './earlier/EarlierPanel.js';
import { Belonging, LayerChooser } from './LayerChooser.js';
import { LeverPanel } from './LeverPanel.js';
import { MessageComposer } from './MessageComposer.js';
import { MixPanel } from './mix/MixPanel.js';
import { PostBar } from './PostBar.js';
import { Preview } from './Preview.js';
import styles from './Studio.module.css';
import { SignBar } from './sign/SignBar.js';
import { type Way, Ways } from './Ways.js';
import { isWalkable } from './wall/neighbours.js';
import { WallPanel } from './wall/WallPanel.js';
import { WalletDialog } from './wallet/WalletDialog.js';
import { WordsPanel } from './words/WordsPanel.js';

/** What is open beside the work, by the way that is chosen. */
const PANELS = {
  wall: WallPanel,
  mix: MixPanel,
  hand: LeverPanel,
  words: WordsPanel,
  earlier: EarlierPanel,
  deed: DeedPanel,
  message: MessageComposer,
} as const;

/** Where owners restyle their layers: the work on its easel, and beside it every way to paint. */
export function Studio({ studio }: { studio: StudioState }) {
  const { work, token, connection, selected } = studio;
  const [way, setWay] = useState<Way>('wall');
  const isPainted = isWalkable(token.value.levers);
  // The master has no picture to walk from, and a layer would rather not begin with sliders.
  useEffect(() => {
    setWay((before) => (before === 'wall' || before === 'hand' ? (isPainted ? 'wall' : 'hand') : before));
  }, [selected.value, isPainted]);
  const Panel = PANELS[way];
  return (
    <>
      <SiteHeader here="studio">
        <WalletDialog session={studio} />
      </SiteHeader>
      <main id="content" class={styles.studio} tabIndex={-1}>
        <h1 class="unseen">{words.studio.documentTitle(work.manifest.title)}</h1>
        <div class={styles.stage}>
          <Preview studio={studio} />
          {connection.value === 'down' && (
            <p role="status" class={styles.note}>
              {words.studio.serverUnheard}
            </p>
          )}
        </div>

        <div class={styles.side}>
          <LayerChooser studio={studio} />
          <header class={styles.name}>
            <h2>{token.value.title}</h2>
            <p class={styles.note}>
              <Belonging studio={studio} />
            </p>
          </header>
          <Ways way={way} onChoose={setWay} />
          <Panel key={selected.value} studio={studio} />
        </div>
        <div class={styles.sign} data-way={way}>
          {way === 'message' ? <PostBar studio={studio} /> : <SignBar studio={studio} />}
        </div>
      </main>
    </>
  );
}
