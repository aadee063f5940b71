import '../work/zodWithoutEval.js';
import '../design/tokens.css';
import { remember, remembered } from '../design/remember.js';
import { openPage } from '../pages/openPage.js';
import { followWork } from '../work/followWork.js';
import { loadWork } from '../work/loadWork.js';
import { numbersInPath } from '../work/numbersInPath.js';
import { VisitPage } from './VisitPage.js';
import { visitorName } from './visitorName.js';

const [number = 0] = numbersInPath(location.pathname);

await openPage('gallery', async () => {
  const work = await loadWork(number);
  const visitor = visitorName(remembered('visitor'), crypto.getRandomValues(new Uint8Array(8)));
  remember('visitor', visitor);
  return { content: <VisitPage work={work} live={followWork(number, 'page')} visitor={visitor} /> };
});
