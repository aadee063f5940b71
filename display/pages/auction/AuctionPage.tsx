import { useId, useState } from 'preact/hooks';
import { parseEther } from 'viem';
import { Button } from '../../design/Button.js';
import { formatEth } from '../../design/formatEth.js';
import { language, words } from '../../language/words.js';
import type { Trade } from '../../market/createTrade.js';
import { bidCall, settleCall } from '../../market/tradeCalls.js';
import { isUnderWay } from '../../studio/sign/progress.js';
import { TransactionState } from '../../studio/sign/TransactionState.js';
import { LayerPicture } from '../../work/LayerPicture.js';
import type { Trade as Offer } from '../../work/market.js';
import { ownerName } from '../../work/ownerName.js';
import { sceneNow } from '../../work/sceneNow.js';
import { stillUrl } from '../../work/stillUrl.js';
import { tokenOf } from '../../work/tokenOf.js';
import { useMarket } from '../../work/useMarket.js';
import styles from './AuctionPage.module.css';
import { useChainTime } from './useChainTime.js';
import { useLeastBid } from './useLeastBid.js';

const say = words.market.auction;

type Auction = NonNullable<Offer['auction']>;

/** A token at auction: what is bid, how long it runs, and a bid of one's own. */
export function AuctionPage({ trade, index }: { trade: Trade; index: number }) {
  const { work, live } = trade;
  const number = work.description.work;
  const { market, ask } = useMarket(number);
  const token = live.snapshot.value?.state.tokens[index];
  const { title } = tokenOf(work.manifest, index);
  const offer = market?.tokens.find((other) => other.index === index);
  if (!token || !offer) return null;
  return (
    <article class={styles.page}>
      <figure class={styles.picture}>
        <Picture trade={trade} index={index} />
      </figure>
      <div>
        <h1>
          <a href={`/work/${number}/token/${index}`}>{title}</a>
        </h1>
        {index > 0 && <p class={styles.of}>{say.of(work.manifest.title)}</p>}
        {offer.auction ? (
          <Bidding trade={trade} index={index} auction={offer.auction} word={token.word} onDone={ask} />
        ) : (
          <p class={styles.over} role="status">
            {say.none(title)} {say.heldBy(ownerName(offer.owner, work.world.wallets))}
          </p>
        )}
        <TransactionState transaction={trade.transaction} session={trade} />
      </div>
    </article>
  );
}

function Picture({ trade: { work, live }, index }: { trade: Trade; index: number }) {
  const { manifest, description } = work;
  const state = live.snapshot.value?.state;
  const layer = state && sceneNow(work, state).layers[index - 1];
  if (layer) {
    return <LayerPicture work={description.work} layer={layer} label={words.pages.token.picture(manifest.title)} />;
  }
  return (
    <img
      src={stillUrl(description.work, 960)}
      alt={words.pages.work(manifest.title)}
      width={960}
      height={Math.round((960 * manifest.canvas.height) / manifest.canvas.width)}
    />
  );
}

interface BiddingProps {
  trade: Trade;
  index: number;
  auction: Auction;
  /** The token's style word, which a bid is for. */
  word: `0x${string}`;
  /** Called when a transaction has come to its end. */
  onDone: () => void;
}

function Bidding({ trade, index, auction, word, onDone }: BiddingProps) {
  const { work, contracts, wallet, transaction, chain } = trade;
  const number = work.description.work;
  const { seller, reserve, bid } = auction;
  const now = useChainTime(chain.client, work.now);
  const least = useLeastBid(trade, index, bid?.amount ?? reserve);
  const [amount, setAmount] = useState('');
  const id = useId();
  const name = (address: Auction['seller']) => ownerName(address, work.world.wallets);
  const { title } = tokenOf(work.manifest, index);
  const busy = isUnderWay(transaction.progress.value);
  const isOver = bid !== null && now >= bid.endsAt;
  const value = amountOf(amount);
  const fault = faultOf(amount, value, least);

  async function carryOut(call: Parameters<Trade['carryOut']>[0]) {
    if (await trade.carryOut(call, index, title)) setAmount('');
    onDone();
  }

  return (
    <>
      <dl class={styles.facts}>
        <dt>{bid ? say.bid : say.reserve}</dt>
        <dd class={styles.amount}>{formatEth(bid?.amount ?? reserve)}</dd>
        {bid && <dd class={styles.note}>{say.by(name(bid.bidder))}</dd>}
        {bid && (
          <>
            <dt>{isOver ? say.ended : say.ends}</dt>
            <dd>{isOver ? dateOf(bid.endsAt) : say.endsIn(dateOf(bid.endsAt), timeLeft(bid.endsAt - now))}</dd>
          </>
        )}
      </dl>
      <p class={styles.note}>
        {say.seller(name(seller))}. {bid ? say.extends : say.noBid} {say.custody}
      </p>

      {isOver && bid ? (
        <div class={styles.form}>
          <p>{say.settleIs(name(bid.bidder))}</p>
          <Button
            look="primary"
            disabled={busy || !wallet.value}
            onClick={() => void carryOut(settleCall(contracts, number, index))}
          >
            {busy ? say.working : say.settle}
          </Button>
        </div>
      ) : (
        <form
          class={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (value !== null && fault === null) void carryOut(bidCall(contracts, number, index, word, value));
          }}
        >
          <label for={id}>{say.yourBid}</label>
          <input
            id={id}
            inputMode="decimal"
            autocomplete="off"
            value={amount}
            placeholder={least === null ? '' : formatEth(least, 'en').replace(/ ETH|,/g, '')}
            aria-describedby={`${id}fault`}
            aria-invalid={amount !== '' && fault !== null}
            onInput={(event) => setAmount(event.currentTarget.value.trim())}
          />
          <p id={`${id}fault`} class={amount !== '' && fault ? styles.fault : styles.note}>
            {amount !== '' && fault ? fault : least !== null && say.least(formatEth(least))}
          </p>
          <Button type="submit" look="primary" disabled={busy || !wallet.value || fault !== null}>
            {busy ? say.working : say.place}
          </Button>
        </form>
      )}
      {!wallet.value && <p class={styles.note}>{say.wallet}</p>}
    </>
  );
}

/** Wei of an amount in ether, with a point or a comma; null when it is none. */
function amountOf(text: string): bigint | null {
  const point = text.replace(',', '.');
  return /^\d{1,9}(\.\d{1,18})?$/.test(point) ? parseEther(point) : null;
}

function faultOf(text: string, value: bigint | null, least: bigint | null): string | null {
  if (text === '' || value === null) return say.notNumber;
  return least !== null && value < least ? say.tooLow(formatEth(least)) : null;
}

const dateOf = (seconds: number) =>
  new Date(seconds * 1000).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });

function timeLeft(seconds: number): string {
  const left = Math.max(0, Math.floor(seconds));
  if (left >= 3_600) return `${say.hours(Math.floor(left / 3_600))} ${say.minutes(Math.floor((left % 3_600) / 60))}`;
  return left >= 60 ? say.minutes(Math.floor(left / 60)) : say.seconds(left);
}
