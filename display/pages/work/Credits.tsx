import { Plate } from '../../design/Plate.js';
import { shortAddress } from '../../design/shortAddress.js';
import { words } from '../../language/words.js';
import type { Work } from '../../work/loadWork.js';
import styles from './Credits.module.css';

/** Who and what made the work, and where programs and other pages find it. */
export function Credits({ work: { manifest, description } }: { work: Work }) {
  const say = words.pages.credits;
  const { work, contracts, chainId, manifestHash, publicUrl } = description;
  const assets = Object.values(manifest.assets);
  return (
    <Plate heading={say.heading}>
      <dl class={styles.credits}>
        <dt>{say.artist}</dt>
        <dd>
          {manifest.artist} <code>{shortAddress(description.artist)}</code>
        </dd>
        <dt>{say.model}</dt>
        <dd>{say.modelIs(manifest.model.name, `${manifest.model.sha256.slice(0, 12)}…`)}</dd>
        {assets.length > 0 && (
          <>
            <dt>{say.pictures}</dt>
            {assets.map(({ credit, licence, sha256 }) => (
              <dd key={sha256}>
                {credit}, {licence}
              </dd>
            ))}
          </>
        )}
        <dt>{say.contract}</dt>
        <dd>
          <code>{contracts.layerToken}</code> · {say.chain(chainId)}
        </dd>
        <dt>{say.manifest}</dt>
        <dd>
          <code>{manifestHash}</code>
        </dd>
        <dt>{say.data}</dt>
        <dd class={styles.links}>
          <a href={`/api/works/${work}`}>{say.api}</a>
          <a href={`/api/works/${work}/description`}>{say.description}</a>
          <a href={`/dp1/works/${work}/playlist.json`}>{say.playlist}</a>
        </dd>
        <dt>{say.embed}</dt>
        <dd>
          <code>{`<iframe src="${publicUrl}/embed/${work}" width="800" height="548"></iframe>`}</code>
        </dd>
      </dl>
    </Plate>
  );
}
