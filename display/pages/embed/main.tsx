import '../../work/zodWithoutEval.js';
import '../../design/tokens.css';
import '../../design/shell/theme.js';
import { render } from 'preact';
import { Notice } from '../../design/Notice.js';
import { words } from '../../language/words.js';
import { followWork } from '../../work/followWork.js';
import { loadWork } from '../../work/loadWork.js';
import { numbersInPath } from '../../work/numbersInPath.js';
import { EmbedPage } from './EmbedPage.js';

const [number = 0] = numbersInPath(location.pathname);
const mount = document.querySelector('#page');

if (mount) {
  loadWork(number).then(
    (work) => render(<EmbedPage work={work} live={followWork(number, 'page')} />, mount),
    (cause: Error) => render(<Notice heading={words.pages.notNow}>{cause.message}</Notice>, mount),
  );
}
