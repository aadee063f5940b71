import { PageHeading } from '../../design/PageHeading.js';
import { words } from '../../language/words.js';
import type { ListedWork } from '../../work/workList.js';
import styles from './GalleryPage.module.css';
import { WorkRows } from './WorkRows.js';

/** Every work of the house. */
export function GalleryPage({ works }: { works: readonly ListedWork[] }) {
  const { heading, lead, none } = words.pages.gallery;
  const layers = works.reduce((sum, work) => sum + work.layers, 0);
  return (
    <div class={styles.page}>
      <PageHeading heading={heading}>{works.length > 0 ? lead(works.length, layers) : none}</PageHeading>
      <WorkRows works={works} />
    </div>
  );
}
