import '../../work/zodWithoutEval.js';
import '../../design/tokens.css';
import { shownText } from '../../../engine/protocol/shownText.js';
import { words } from '../../language/words.js';
import { NothingThere } from '../../work/nothingThere.js';
import { openPage } from '../openPage.js';

await openPage(null, async () => {
  throw new NothingThere(words.pages.noPage(shownText(location.pathname).slice(0, 80)));
});
