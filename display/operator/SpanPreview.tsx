import type { Group, Shows } from '../../engine/protocol/desk.js';
import { type SpanFit, viewportOf, wallOf } from '../../engine/protocol/span.js';
import { words } from '../language/words.js';
import type { GalleryDesk } from './openGalleryDesk.js';
import styles from './SpanPreview.module.css';

export interface SpanPreviewProps {
  desk: GalleryDesk;
  shows: Shows | null;
  tiles: Group['tiles'];
  fit: SpanFit;
}

/** The work as it is now, and on it what each screen of the wall will show. */
export function SpanPreview({ desk, shows, tiles, fit }: SpanPreviewProps) {
  const [first] = desk.works.value;
  const number = shows?.kind === 'work' ? shows.work : firstOfPlaylist(desk, shows);
  const work = desk.works.value.find((each) => each.work === number) ?? first;
  if (!work) return null;
  const { width, height } = work.canvas;
  const wall = wallOf(tiles);
  const parts = tiles.map((tile) => ({ ...viewportOf(work.canvas, wall, tile, fit), screen: tile.screen }));
  const around = wallOf([{ x: 0, y: 0, width, height }, ...parts]);
  const numberOf = (id: string) => desk.screens.value?.find((screen) => screen.id === id)?.number ?? '?';
  return (
    <svg
      class={styles.preview}
      viewBox={`${around.x} ${around.y} ${around.width} ${around.height}`}
      role="img"
      aria-label={words.screens.spanPreview}
    >
      <image href={`/api/works/${work.work}/still.webp?width=640`} width={width} height={height} opacity={0.35} />
      {parts.map(({ screen, ...part }) => (
        <g key={screen}>
          <clipPath id={`part-${screen}`}>
            <rect {...part} />
          </clipPath>
          <image
            href={`/api/works/${work.work}/still.webp?width=640`}
            width={width}
            height={height}
            clip-path={`url(#part-${screen})`}
          />
          <rect class={styles.part} {...part} />
          <text
            class={styles.number}
            x={part.x + part.width / 2}
            y={part.y + part.height / 2}
            font-size={part.height / 4}
          >
            {numberOf(screen)}
          </text>
        </g>
      ))}
    </svg>
  );
}

function firstOfPlaylist(desk: GalleryDesk, shows: Shows | null): number | null {
  const playlist = desk.playlists.value.find(({ id }) => shows?.kind === 'playlist' && id === shows.playlist);
  return playlist?.items[0]?.work ?? null;
}
