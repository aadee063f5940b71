import '../work/zodWithoutEval.js';
import { render } from 'preact';
import '../design/tokens.css';
import { Shell } from '../design/shell/Shell.js';
import { words } from '../language/words.js';
import { followWork } from '../work/followWork.js';
import { loadWork } from '../work/loadWork.js';
import { noticeOf } from '../work/noticeOf.js';
import { numberInAddress } from '../work/numberInAddress.js';
import { createStudio } from './createStudio.js';
import { Studio } from './Studio.js';

const number = numberInAddress(location.search, 'work') ?? 1;
const mount = document.querySelector('#page');

if (mount) {
  render(<Shell here="studio">{null}</Shell>, mount);
  loadWork(number).then(
    (work) => {
      document.title = words.studio.documentTitle(work.manifest.title);
      render(<Studio studio={createStudio(work, followWork(number, 'studio'), location.search)} />, mount);
    },
    (cause: Error) => render(<Shell here="studio">{noticeOf(cause, words.studio.cannotOpen)}</Shell>, mount),
  );
}
