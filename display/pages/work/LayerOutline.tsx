import type { WorkState } from '../../../engine/protocol/workState.js';
import type { Work } from '../../work/loadWork.js';
import { sceneNow } from '../../work/sceneNow.js';
import styles from './LayerOutline.module.css';

export interface LayerOutlineProps {
  work: Work;
  state: WorkState;
  index: number;
}

/** Where a layer lies on the work. The master has the whole of it. */
export function LayerOutline({ work, state, index }: LayerOutlineProps) {
  const scene = sceneNow(work, state);
  const placement = scene.layers[index - 1]?.placement ?? {
    x: scene.width / 2,
    y: scene.height / 2,
    width: scene.width,
    height: scene.height,
    rotation: 0,
  };
  const { x, y, width, height, rotation } = placement;
  return (
    <svg class={styles.outline} viewBox={`0 0 ${scene.width} ${scene.height}`} aria-hidden="true">
      <rect
        x={x - width / 2}
        y={y - height / 2}
        width={width}
        height={height}
        transform={`rotate(${rotation} ${x} ${y})`}
      />
    </svg>
  );
}
