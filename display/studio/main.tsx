import '../work/zodWithoutEval.js';
import { render } from 'preact';
import '../design/tokens.css';
import { Notice } from '../design/Notice.js';
import { followWork } from '../work/followWork.js';
import { loadWork } from '../work/loadWork.js';
import { numberInAddress } from '../work/numberInAddress.js';
import { createStudio } from './createStudio.js';
import { Studio } from './Studio.js';

const number = numberInAddress(location.search, 'work') ?? 1;
const mount = document.querySelector('main');

if (mount) {
  loadWork(number).then(
    (work) => {
      const studio = createStudio(work, followWork(number, 'studio'), numberInAddress(location.search, 'layer') ?? 1);
      document.title = `Studio · ${work.manifest.title}`;
      render(<Studio studio={studio} />, mount);
    },
    (cause: Error) => render(<Notice heading="The studio cannot be opened now">{cause.message}</Notice>, mount),
  );
}
