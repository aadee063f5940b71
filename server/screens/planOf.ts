import type { Group, PairedScreen, Shows } from '../../engine/protocol/desk.js';
import type { Plan } from '../../engine/protocol/plan.js';
import type { Playlist, PlaylistItem } from '../../engine/protocol/playlist.js';
import { PROTOCOL_VERSION } from '../../engine/protocol/primitives.js';
import { wallOf } from '../../engine/protocol/span.js';

/** A work alone: how long its turns are does not matter. */
const ALONE_SECONDS = 3600;

/** What one screen is told, of all that was decided. */
export function planOf(screen: PairedScreen, groups: readonly Group[], playlists: readonly Playlist[]): Plan {
  const { id, name, number, quarters, power, sleep } = screen;
  const group = groupOf(id, groups);
  const tile = group?.tiles.find((each) => each.screen === id);
  return {
    v: PROTOCOL_VERSION,
    screen: id,
    name,
    number,
    quarters,
    power,
    sleep,
    items: itemsOf(group ? group.shows : screen.shows, playlists),
    group: group?.id ?? null,
    span: group?.fit && tile ? { wall: wallOf(group.tiles), tile: rectOf(tile), fit: group.fit } : null,
  };
}

/** The group a screen is in, or null. */
export function groupOf(screen: string, groups: readonly Group[]): Group | null {
  return groups.find(({ tiles }) => tiles.some((tile) => tile.screen === screen)) ?? null;
}

function itemsOf(shows: Shows | null, playlists: readonly Playlist[]): PlaylistItem[] {
  if (shows?.kind === 'work') return [{ work: shows.work, seconds: ALONE_SECONDS, hours: null }];
  return playlists.find(({ id }) => id === shows?.playlist)?.items ?? [];
}

const rectOf = ({ x, y, width, height }: Group['tiles'][number]) => ({ x, y, width, height });
