import { shownText } from '../../engine/protocol/shownText.js';
import { QrCode } from '../design/QrCode.js';
import { words } from '../language/words.js';

/** Who has a layer and who last changed it, as it is told on a wall. */
export interface CreditLine {
  title: string;
  owner: string;
  changed: { by: string; block: number } | null;
}

/** One line on a small plate: of the layer that was just changed, or that a visitor lights. */
export function Caption({ line, isChange }: { line: CreditLine; isChange: boolean }) {
  const { restyled, by, held, lastBy, atBlock, neverRestyled } = words.credits;
  const { title, owner, changed } = line;
  return (
    <>
      <p class="title">
        <bdi>{isChange ? restyled(shownText(title)) : shownText(title)}</bdi>
      </p>
      {!isChange && (
        <p>
          <bdi>{held(shownText(owner))}</bdi>
        </p>
      )}
      <p>
        {changed ? (
          <>
            <bdi>{isChange ? by(shownText(changed.by)) : lastBy(shownText(changed.by))}</bdi>
            {` · ${atBlock(changed.block)}`}
          </>
        ) : (
          neverRestyled
        )}
      </p>
    </>
  );
}

export interface CreditsProps {
  title: string;
  artist: string;
  /** The front layer first. */
  lines: readonly CreditLine[];
  /** Where visitors see more. */
  visitUrl: string;
  /** Whether they may light a layer there. */
  mayLight: boolean;
}

/** As many lines as are read from three metres, on a wall of any shape. */
const MOST_LINES = 24;

/** Everybody who shapes the work, as a text on the wall of a museum. */
export function Credits({ title, artist, lines, visitUrl, mayLight }: CreditsProps) {
  const { whoShapes, byArtist, others, takePart, visit, neverRestyled, atBlock } = words.credits;
  const told = lines.slice(0, lines.length > MOST_LINES ? MOST_LINES - 1 : MOST_LINES);
  return (
    <div class="plate">
      <header>
        <h1>{whoShapes}</h1>
        <p>
          <bdi>{shownText(title)}</bdi>, <bdi>{byArtist(shownText(artist))}</bdi>
        </p>
      </header>
      <ul data-many={told.length > 12 ? '' : undefined}>
        {told.map((line, i) => (
          <li key={i}>
            <bdi class="layer">{shownText(line.title)}</bdi>
            <bdi class="owner">{shownText(line.owner)}</bdi>
            <span class="change">{line.changed ? atBlock(line.changed.block) : neverRestyled}</span>
          </li>
        ))}
        {told.length < lines.length && <li>{others(lines.length - told.length)}</li>}
      </ul>
      <footer>
        <QrCode link={visitUrl} />
        <p>{mayLight ? takePart : visit}</p>
      </footer>
    </div>
  );
}
