import '../../work/zodWithoutEval.js';
import '../../design/tokens.css';
import { followWork } from '../../work/followWork.js';
import { loadWork } from '../../work/loadWork.js';
import { numbersInPath } from '../../work/numbersInPath.js';
import { openPage } from '../openPage.js';
import { WorkPage } from './WorkPage.js';

const [number = 0] = numbersInPath(location.pathname);

await openPage('gallery', async () => {
  const work = await loadWork(number);
  return { content: <WorkPage work={work} live={followWork(number, 'page')} /> };
});
