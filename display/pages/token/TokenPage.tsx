import { shownText } from '../../../engine/protocol/shownText.js';
import { describeLayer } from '../../../engine/scene/describeScene.js';
import { decodeWord, UNLIMITED_UPDATES } from '../../../engine/scene/styleWord.js';
import { tokenIdOf } from '../../../engine/scene/tokenId.js';
import { formatEth } from '../../design/formatEth.js';
import { leverText } from '../../design/levers/leverText.js';
import { OutwardLink } from '../../design/OutwardLink.js';
import { Plate } from '../../design/Plate.js';
import { timeAgo } from '../../design/timeAgo.js';
import { language, words } from '../../language/words.js';
import type { LiveState } from '../../work/followWork.js';
import { LayerPicture } from '../../work/LayerPicture.js';
import type { Work } from '../../work/loadWork.js';
import type { Market } from '../../work/market.js';
import { ownerName } from '../../work/ownerName.js';
import { Still } from '../../work/Still.js';
import { sceneNow } from '../../work/sceneNow.js';
import { stillUrl } from '../../work/stillUrl.js';
import { tokenOf } from '../../work/tokenOf.js';
import { useLife } from '../../work/useLife.js';
import { useMarket } from '../../work/useMarket.js';
import { useNow } from '../../work/useNow.js';
import { StyleHistory } from './StyleHistory.js';
import styles from './TokenPage.module.css';

/** One token: its picture, its style in words, whose it is, what it says, what it was, and how to prove it. */
export function TokenPage({ work, live, index }: { work: Work; live: LiveState; index: number }) {
  const say = words.pages.token;
  const { manifest, world, description } = work;
  const number = description.work;
  const { title, levers } = tokenOf(manifest, index);
  const life = useLife(number, live);
  const { market } = useMarket(number);
  const state = live.snapshot.value?.state;
  const token = state?.tokens[index];
  if (!state || !token) return null;

  const scene = sceneNow(work, state);
  const layer = scene.layers[index - 1];
  const styleWords = state.tokens.map(({ word }) => word);
  const style = decodeWord(token.word);
  const trade = market?.tokens.find((other) => other.index === index);
  return (
    <article class={styles.page}>
      <figure class={styles.picture}>
        {layer ? (
          <LayerPicture
            work={number}
            layer={layer}
            class={styles.layer}
            label={describeLayer({ manifest, words: styleWords, scene }, index, language)}
          />
        ) : (
          <Still src={stillUrl(number, 960)} alt={words.pages.work(manifest.title)} class={styles.whole} />
        )}
      </figure>

      <div class={styles.about}>
        <p class={styles.of}>
          <a href={`/work/${number}`}>{index === 0 ? say.master(manifest.title) : say.of(manifest.title)}</a>
        </p>
        <h1>{title}</h1>
        <p class={styles.owner} title={token.owner}>
          {say.heldBy(ownerName(token.owner, world.wallets))}
        </p>
        <p class={styles.acts}>
          <a href={`/studio?work=${number}&layer=${index}`}>{say.restyle}</a>
          {trade?.offer && <a href={`/work/${number}/sale?choose=${index}`}>{say.buy(formatEth(trade.offer.price))}</a>}
          {trade?.auction && <a href={`/work/${number}/auction/${index}`}>{say.auction}</a>}
        </p>
        <Message work={work} live={live} index={index} />
        <Plate heading={say.style}>
          {levers.length === 0 ? (
            <p>{say.noLevers}</p>
          ) : (
            <dl class={styles.style}>
              {levers.map((lever, i) => (
                <div key={lever.label}>
                  <dt>{lever.label}</dt>
                  <dd>{leverText(lever, style.levers[i] ?? 0)}</dd>
                </div>
              ))}
            </dl>
          )}
        </Plate>
      </div>

      <div class={styles.rest}>
        {life && <StyleHistory work={work} life={life} index={index} />}
        <Sales work={work} market={market} index={index} />
        <Plate heading={say.facts}>
          <dl class={styles.facts}>
            <dt>{say.tokenId}</dt>
            <dd>
              <code>{tokenIdOf(number, index).toString()}</code>
            </dd>
            <dt>{say.contract}</dt>
            <dd>
              <code>{description.contracts.layerToken}</code> · {words.pages.credits.chain(description.chainId)}
            </dd>
            <dt>{say.standard}</dt>
            <dd>{say.standards}</dd>
            <dt>{say.seed}</dt>
            <dd>
              <code>{work.seeds[index]}</code> {say.seedIs}
            </dd>
            <dt>{say.revision}</dt>
            <dd>{style.revision}</dd>
            <dt>{say.updates}</dt>
            <dd>{updatesText(style)}</dd>
            <dt>{say.metadata}</dt>
            <dd>
              <a href={`/api/tokens/${tokenIdOf(number, index)}`}>{say.metadataIs}</a>
            </dd>
          </dl>
        </Plate>
        <Plate heading={say.verify}>
          <p class={styles.verify}>{say.verifyIs}</p>
          <pre class={styles.command}>
            <code>{verifyCommand(work, index)}</code>
          </pre>
        </Plate>
        <Neighbours work={work} index={index} />
      </div>
    </article>
  );
}

function Message({ work, live, index }: { work: Work; live: LiveState; index: number }) {
  const now = useNow();
  const message = live.featured.value.find(({ token }) => token === index);
  if (!message) return null;
  return (
    <figure class={styles.message} aria-label={words.pages.token.message} dir="auto">
      <blockquote>{shownText(message.text)}</blockquote>
      <figcaption>
        <bdi>
          {ownerName(message.by, work.world.wallets)}, {timeAgo(message.time, now)}
        </bdi>
        <OutwardLink link={message.link} />
      </figcaption>
    </figure>
  );
}

function Sales({ work, market, index }: { work: Work; market: Market | null; index: number }) {
  const say = words.pages.token;
  const now = useNow();
  const sales = market?.sales.filter((sale) => sale.index === index) ?? [];
  if (sales.length === 0) return null;
  const name = (address: Market['sales'][number]['seller']) => ownerName(address, work.world.wallets);
  return (
    <Plate heading={say.sales}>
      <ul class={styles.sales}>
        {sales.map(({ block, seller, buyer, price }) => (
          <li key={block.number}>
            {say.sold(name(seller), name(buyer), formatEth(price))} <span>{timeAgo(block.time, now)}</span>
          </li>
        ))}
      </ul>
    </Plate>
  );
}

/** The way on to the layers behind and before. */
function Neighbours({ work: { manifest, description }, index }: { work: Work; index: number }) {
  const say = words.pages.token;
  const link = (to: number, does: string) =>
    to >= 0 &&
    to <= manifest.layers.length && (
      <a href={`/work/${description.work}/token/${to}`}>
        {does}: {tokenOf(manifest, to).title}
      </a>
    );
  return (
    <nav class={styles.neighbours} aria-label={words.pages.stack.heading}>
      {link(index - 1, say.before)}
      {link(index + 1, say.after)}
    </nav>
  );
}

function updatesText({ frozen, updatesLeft }: ReturnType<typeof decodeWord>): string {
  const say = words.pages.token;
  if (frozen) return say.frozen;
  return updatesLeft === UNLIMITED_UPDATES ? say.unlimited : String(updatesLeft);
}

/** The demo world's node is known to the server alone; any other chain is read from a node of one's own. */
function verifyCommand({ description }: Work, index: number): string {
  const rpc = description.local ? '' : ' --rpc https://…';
  return `npx pentimento verify --token ${tokenIdOf(description.work, index)} --server ${description.publicUrl}${rpc}`;
}
