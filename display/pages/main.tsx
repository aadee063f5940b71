import '../work/zodWithoutEval.js';
import { render } from 'preact';
import '../design/tokens.css';
import { Notice } from '../design/Notice.js';
import { followWork } from '../work/followWork.js';
import { loadWork } from '../work/loadWork.js';
import { numberInAddress } from '../work/numberInAddress.js';
import { VisitorPage } from './VisitorPage.js';

const number = numberInAddress(location.search, 'work') ?? 1;
const mount = document.querySelector('#page');

if (mount) {
  loadWork(number).then(
    (work) => {
      document.title = `${work.manifest.title} · Pentimento`;
      render(<VisitorPage work={work} live={followWork(number, 'page')} />, mount);
    },
    (cause: Error) => render(<Notice heading="The painting cannot be shown now">{cause.message}</Notice>, mount),
  );
}
