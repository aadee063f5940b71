import '../../work/zodWithoutEval.js';
import '../../design/tokens.css';
import { followWork } from '../../work/followWork.js';
import { loadWork } from '../../work/loadWork.js';
import { numbersInPath } from '../../work/numbersInPath.js';
import { openPage } from '../openPage.js';
import { PuzzlePage } from './PuzzlePage.js';

const [number = 0] = numbersInPath(location.pathname);

await openPage('gallery', async () => {
  const work = await loadWork(number);
  return { content: <PuzzlePage work={work} live={followWork(number, 'page')} random={Math.random} /> };
});
