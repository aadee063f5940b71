import { Inject, Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';
import type { Group, PairedScreen, ScreenSettings, Shows } from '../../engine/protocol/desk.js';
import type { Plan } from '../../engine/protocol/plan.js';
import type { Playlist } from '../../engine/protocol/playlist.js';
import type { DeskStore } from '../../engine/state/deskStore.js';
import type { Log } from '../log/createLog.js';
import { DESK, LOG } from '../parts.js';
import {
  playlistInUse,
  screenInOtherGroup,
  unknownGroup,
  unknownPlaylist,
  unknownScreen,
} from '../refusal/refusals.js';
import { WorksService } from '../works/worksService.js';
import { groupOf, planOf } from './planOf.js';

/** What the operator decides of screens, playlists and groups, and what follows of it for each screen. */
@Injectable()
export class GalleryService {
  /** Something was decided: plans may be others now. */
  readonly decided = new Subject<void>();
  /** A pairing was ended: the screen's id. */
  readonly revoked = new Subject<string>();

  constructor(
    @Inject(DESK) private readonly desk: DeskStore,
    @Inject(WorksService) private readonly works: WorksService,
    @Inject(LOG) private readonly log: Log,
  ) {}

  screens(): Promise<PairedScreen[]> {
    return this.desk.screens.all();
  }

  playlists(): Promise<Playlist[]> {
    return this.desk.playlists.all();
  }

  groups(): Promise<Group[]> {
    return this.desk.groups.all();
  }

  /** @throws Refused 404 */
  async screen(id: string): Promise<PairedScreen> {
    const screen = await this.desk.screens.find(id);
    if (!screen) throw unknownScreen(id);
    return screen;
  }

  /** What each paired screen is to do. */
  async plans(): Promise<Plan[]> {
    const [screens, groups, playlists] = await Promise.all([this.screens(), this.groups(), this.playlists()]);
    return screens.map((screen) => planOf(screen, groups, playlists));
  }

  async plan(screen: PairedScreen): Promise<Plan> {
    const [groups, playlists] = await Promise.all([this.groups(), this.playlists()]);
    return planOf(screen, groups, playlists);
  }

  /** @throws Refused 404 for a screen, playlist or work that is not there */
  async settle(id: string, change: Partial<ScreenSettings>): Promise<void> {
    const screen = await this.screen(id);
    if (change.shows) await this.checkShown(change.shows);
    await this.desk.screens.save({ ...screen, ...change });
    this.decided.next();
  }

  /** Ends a screen's pairing; it leaves its group. @throws Refused 404 */
  async revoke(id: string): Promise<void> {
    if (!(await this.desk.screens.revoke(id))) throw unknownScreen(id);
    const group = groupOf(id, await this.groups());
    if (group) await this.desk.groups.save({ ...group, tiles: group.tiles.filter(({ screen }) => screen !== id) });
    this.log.info({ screen: id }, 'Ended a screen’s pairing.');
    this.revoked.next(id);
    this.decided.next();
  }

  /** @throws Refused 404 for a work that is not there */
  async savePlaylist(playlist: Playlist): Promise<void> {
    for (const { work } of playlist.items) this.works.open(work);
    await this.desk.playlists.save(playlist);
    this.decided.next();
  }

  /** @throws Refused 404, and 409 while something shows it */
  async removePlaylist(id: string): Promise<void> {
    const all = [...(await this.screens()), ...(await this.groups())];
    const users = all.filter(({ shows }) => shows?.kind === 'playlist' && shows.playlist === id);
    if (users.length > 0) throw playlistInUse(users.map(({ name }) => name));
    if (!(await this.desk.playlists.remove(id))) throw unknownPlaylist(id);
  }

  /** @throws Refused 404 for what is not there, 409 for a screen of another group */
  async saveGroup(group: Group): Promise<void> {
    if (group.shows) await this.checkShown(group.shows);
    const others = (await this.groups()).filter(({ id }) => id !== group.id);
    for (const tile of group.tiles) {
      const screen = await this.screen(tile.screen);
      const other = groupOf(tile.screen, others);
      if (other) throw screenInOtherGroup(screen.name, other.name);
    }
    await this.desk.groups.save(group);
    this.decided.next();
  }

  /** Its screens hang alone again. @throws Refused 404 */
  async removeGroup(id: string): Promise<void> {
    if (!(await this.desk.groups.remove(id))) throw unknownGroup(id);
    this.decided.next();
  }

  private async checkShown(shows: Shows): Promise<void> {
    if (shows.kind === 'work') this.works.open(shows.work);
    else if (!(await this.desk.playlists.find(shows.playlist))) throw unknownPlaylist(shows.playlist);
  }
}
