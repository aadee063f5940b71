import '../../work/zodWithoutEval.js';
import '../../design/tokens.css';
import { createTrade } from '../../market/createTrade.js';
import { WalletDialog } from '../../studio/wallet/WalletDialog.js';
import { followWork } from '../../work/followWork.js';
import { loadWork } from '../../work/loadWork.js';
import { numbersInPath } from '../../work/numbersInPath.js';
import { tokenOf } from '../../work/tokenOf.js';
import { openPage } from '../openPage.js';
import { AuctionPage } from './AuctionPage.js';

const [number = 0, index = 0] = numbersInPath(location.pathname);

await openPage('gallery', async () => {
  const work = await loadWork(number);
  // Says so where there is no such token.
  tokenOf(work.manifest, index);
  const trade = await createTrade(work, followWork(number, 'page'));
  return { content: <AuctionPage trade={trade} index={index} />, actions: <WalletDialog session={trade} /> };
});
