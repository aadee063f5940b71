import '../../work/zodWithoutEval.js';
import '../../design/tokens.css';
import { Snapshot } from '../../../engine/protocol/messages.js';
import { fetchJson } from '../../work/fetchJson.js';
import { loadWork } from '../../work/loadWork.js';
import { numberInAddress } from '../../work/numberInAddress.js';
import { workList } from '../../work/workList.js';
import { openPage } from '../openPage.js';
import { HowPage } from './HowPage.js';

await openPage('how', async () => {
  const number = numberInAddress(location.search, 'work') ?? (await workList())[0]?.work ?? 1;
  const [work, { state }] = await Promise.all([loadWork(number), fetchJson(`/api/works/${number}/state`, Snapshot)]);
  return { content: <HowPage work={work} state={state} /> };
});
