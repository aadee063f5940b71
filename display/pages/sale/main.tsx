import '../../work/zodWithoutEval.js';
import '../../design/tokens.css';
import { createTrade } from '../../market/createTrade.js';
import { WalletDialog } from '../../studio/wallet/WalletDialog.js';
import { followWork } from '../../work/followWork.js';
import { loadWork } from '../../work/loadWork.js';
import { numberInAddress } from '../../work/numberInAddress.js';
import { numbersInPath } from '../../work/numbersInPath.js';
import { openPage } from '../openPage.js';
import { SalePage } from './SalePage.js';

const [number = 0] = numbersInPath(location.pathname);

await openPage('gallery', async () => {
  const work = await loadWork(number);
  const trade = await createTrade(work, followWork(number, 'page'));
  return {
    content: <SalePage trade={trade} first={numberInAddress(location.search, 'choose')} />,
    actions: <WalletDialog session={trade} />,
  };
});
