import '../../work/zodWithoutEval.js';
import '../../design/tokens.css';
import { followWork } from '../../work/followWork.js';
import { loadWork } from '../../work/loadWork.js';
import { numbersInPath } from '../../work/numbersInPath.js';
import { tokenOf } from '../../work/tokenOf.js';
import { openPage } from '../openPage.js';
import { TokenPage } from './TokenPage.js';

const [number = 0, index = 0] = numbersInPath(location.pathname);

await openPage('gallery', async () => {
  const work = await loadWork(number);
  // Says so where there is no such token.
  tokenOf(work.manifest, index);
  return { content: <TokenPage work={work} live={followWork(number, 'page')} index={index} /> };
});
