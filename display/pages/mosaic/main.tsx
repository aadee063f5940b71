import '../../work/zodWithoutEval.js';
import '../../design/tokens.css';
import { workList } from '../../work/workList.js';
import { openPage } from '../openPage.js';
import { MosaicPage } from './MosaicPage.js';

await openPage('mosaic', async () => ({ content: <MosaicPage works={await workList()} /> }));
