import { evaluateScene } from '../../../engine/scene/evaluateScene.js';
import { momentOf } from '../../../engine/scene/moment.js';
import type { SceneLayer } from '../../../engine/scene/scene.js';
import { Plate } from '../../design/Plate.js';
import { timeAgo } from '../../design/timeAgo.js';
import { words } from '../../language/words.js';
import { LayerPicture } from '../../work/LayerPicture.js';
import { type Change, wordsAfter } from '../../work/life.js';
import type { Work } from '../../work/loadWork.js';
import { ownerName } from '../../work/ownerName.js';
import { Still } from '../../work/Still.js';
import { stillUrl } from '../../work/stillUrl.js';
import { useNow } from '../../work/useNow.js';
import styles from './StyleHistory.module.css';

/** The newest so many are shown as pictures: each may have to be painted anew. */
const MOST = 24;

/** Every style a token had, newest first: its picture then, who made it, and in which block. */
export function StyleHistory({ work, life, index }: { work: Work; life: readonly Change[]; index: number }) {
  const say = words.pages.token;
  const now = useNow();
  const changes = life.filter((change) => change.index === index);
  return (
    <Plate heading={say.history} aside={say.historyAside(changes.length)}>
      <ol class={styles.history}>
        {[...changes]
          .reverse()
          .slice(0, MOST)
          .map((change) => (
            <li key={change.block.number}>
              <PictureThen work={work} life={life} change={change} />
              <p>
                {change === changes[0] ? say.made : say.restyledBy(ownerName(change.by, work.world.wallets))}
                <span>{words.pages.stack.restyled(change.block.number, timeAgo(change.block.time, now))}</span>
              </p>
            </li>
          ))}
      </ol>
    </Plate>
  );
}

function PictureThen({ work, life, change }: { work: Work; life: readonly Change[]; change: Change }) {
  const number = work.description.work;
  const layer = layerAfter(work, life, change);
  if (layer) return <LayerPicture work={number} layer={layer} class={styles.picture} label="" />;
  return <Still class={styles.picture} src={stillUrl(number, 320, change.block.number)} alt="" loading="lazy" />;
}

/** The layer as a block left it; null for the master, which has no picture of its own. */
function layerAfter({ manifest, seeds }: Work, life: readonly Change[], { block, index }: Change): SceneLayer | null {
  const styleWords = wordsAfter(life, block.number, manifest.layers.length + 1);
  if (!styleWords) return null;
  const scene = evaluateScene({ manifest, seeds, words: styleWords, moment: momentOf(block, 0) });
  return scene.layers[index - 1] ?? null;
}
