import { useState } from 'preact/hooks';
import { decodeWord } from '../../../engine/scene/styleWord.js';
import { Button } from '../../design/Button.js';
import { formatEth } from '../../design/formatEth.js';
import { PageHeading } from '../../design/PageHeading.js';
import { words } from '../../language/words.js';
import type { Trade } from '../../market/createTrade.js';
import { buyCall, type Chosen, MAX_PURCHASES } from '../../market/tradeCalls.js';
import { isUnderWay } from '../../studio/sign/progress.js';
import { TransactionState } from '../../studio/sign/TransactionState.js';
import { LayerPicture } from '../../work/LayerPicture.js';
import type { Market } from '../../work/market.js';
import { ownerName } from '../../work/ownerName.js';
import { sceneNow } from '../../work/sceneNow.js';
import { tokenOf } from '../../work/tokenOf.js';
import { useMarket } from '../../work/useMarket.js';
import styles from './SalePage.module.css';

const say = words.market.sale;

/** A token that is offered, with all a buyer sees of it. */
interface Offered extends Chosen {
  seller: Market['tokens'][number]['owner'];
  /** By the artist, who has yet to part with it. */
  isFirst: boolean;
}

/** What may be bought of a work: up to four layers in one transaction. */
export function SalePage({ trade, first }: { trade: Trade; first: number | null }) {
  const { work, live, contracts, wallet, transaction } = trade;
  const number = work.description.work;
  const { market, ask } = useMarket(number);
  const [chosen, setChosen] = useState<readonly number[]>(first === null ? [] : [first]);
  const [bought, setBought] = useState<readonly number[]>([]);
  const state = live.snapshot.value?.state;
  if (!market || !state) return null;

  const offers = market.tokens.flatMap(({ index, offer }): Offered[] => {
    const token = state.tokens[index];
    if (!offer || !token) return [];
    const { seller, price, kind } = offer;
    return [{ index, seller, isFirst: kind === 'first', price: BigInt(price), word: token.word }];
  });
  const basket = offers.filter(({ index, seller }) => chosen.includes(index) && seller !== wallet.value?.address);
  const sum = basket.reduce((total, { price }) => total + price, 0n);
  const busy = isUnderWay(transaction.progress.value);
  const titleOf = (index: number) => tokenOf(work.manifest, index).title;

  async function buy() {
    const indices = basket.map(({ index }) => index);
    const [head] = indices;
    if (head === undefined) return;
    if (await trade.carryOut(buyCall(contracts, number, basket), head, indices.map(titleOf).join(', '))) {
      setBought(indices);
      setChosen([]);
    }
    // Refused or not, the market is another now.
    ask();
  }

  return (
    <div class={styles.page}>
      <PageHeading heading={say.heading(work.manifest.title)}>
        {offers.length > 0 || bought.length > 0 ? say.lead : say.none}
      </PageHeading>
      <ul class={styles.offers} aria-label={say.list}>
        {offers.map((offer) => (
          <li key={offer.index}>
            <OfferCard
              trade={trade}
              offer={offer}
              isChosen={chosen.includes(offer.index)}
              isFull={basket.length >= MAX_PURCHASES}
              onToggle={() => {
                transaction.forget();
                setBought([]);
                setChosen(
                  chosen.includes(offer.index)
                    ? chosen.filter((index) => index !== offer.index)
                    : [...chosen, offer.index],
                );
              }}
            />
          </li>
        ))}
      </ul>
      <section class={styles.bar} aria-label={say.buy}>
        {bought.length > 0 && (
          <p class={styles.bought} role="status">
            {say.bought(bought.map(titleOf).join(', '))}{' '}
            <a href={`/studio?work=${number}&layer=${bought[0]}`}>{say.open}</a>
          </p>
        )}
        <div class={styles.act}>
          <p>
            {basket.length === 0 ? say.nothing : say.chosen(basket.length, formatEth(sum))}{' '}
            <span class={styles.note}>
              {basket.length >= MAX_PURCHASES && say.full} {!wallet.value && say.wallet}
            </span>
          </p>
          <Button look="primary" disabled={busy || !wallet.value || basket.length === 0} onClick={() => void buy()}>
            {busy ? say.buying : say.buy}
          </Button>
        </div>
        <TransactionState transaction={transaction} session={trade} />
      </section>
    </div>
  );
}

interface OfferCardProps {
  trade: Trade;
  offer: Offered;
  isChosen: boolean;
  /** Whether no more than are chosen can be. */
  isFull: boolean;
  onToggle: () => void;
}

function OfferCard({ trade: { work, live, wallet }, offer, isChosen, isFull, onToggle }: OfferCardProps) {
  const { index, seller, isFirst, price, word } = offer;
  const state = live.snapshot.value?.state;
  const layer = state && sceneNow(work, state).layers[index - 1];
  const isOwn = seller === wallet.value?.address;
  const { title } = tokenOf(work.manifest, index);
  return (
    <label class={styles.offer} data-chosen={isChosen && !isOwn}>
      {/* On the ground it is painted for. */}
      <span class={styles.picture} style={{ background: work.manifest.canvas.background }}>
        {layer && <LayerPicture work={work.description.work} layer={layer} label="" />}
      </span>
      <span class={styles.title}>
        <input
          type="checkbox"
          checked={isChosen && !isOwn}
          disabled={isOwn || (isFull && !isChosen)}
          onChange={onToggle}
        />
        {title}
      </span>
      <span class={styles.price}>{formatEth(price)}</span>
      <span class={styles.note}>
        {isOwn ? say.yours : isFirst ? say.first : say.from(ownerName(seller, work.world.wallets))},{' '}
        {say.revision(decodeWord(word).revision)}
      </span>
    </label>
  );
}
