import '../../work/zodWithoutEval.js';
import '../../design/tokens.css';
import { followWork } from '../../work/followWork.js';
import { loadWork } from '../../work/loadWork.js';
import { numberInAddress } from '../../work/numberInAddress.js';
import { workList } from '../../work/workList.js';
import { openPage } from '../openPage.js';
import { FrontPage } from './FrontPage.js';

await openPage(null, async () => {
  const works = await workList();
  // Without works the server's refusal says what is missing.
  const hung = numberInAddress(location.search, 'work') ?? works[0]?.work ?? 1;
  const work = await loadWork(hung);
  return { content: <FrontPage work={work} live={followWork(hung, 'page')} works={works} /> };
});
