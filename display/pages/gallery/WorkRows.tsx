import type { ListedWork } from '../../work/workList.js';
import { WorkCard } from './WorkCard.js';
import styles from './WorkRows.module.css';

/** Works in rows of one height, whatever their shape, as on the wall of a salon. */
export function WorkRows({ works }: { works: readonly ListedWork[] }) {
  return (
    <ul class={styles.rows}>
      {works.map((work) => (
        <li key={work.work} style={{ '--aspect': work.aspect }}>
          <WorkCard work={work} />
        </li>
      ))}
    </ul>
  );
}
