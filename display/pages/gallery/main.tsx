import '../../work/zodWithoutEval.js';
import '../../design/tokens.css';
import { workList } from '../../work/workList.js';
import { openPage } from '../openPage.js';
import { GalleryPage } from './GalleryPage.js';

await openPage('gallery', async () => ({ content: <GalleryPage works={await workList()} /> }));
