import { Inject, Injectable } from '@nestjs/common';
import type { ScreenView } from '../../engine/protocol/desk.js';
import type { Report } from '../../engine/protocol/screenMessages.js';
import { EngineService } from '../engine/engineService.js';
import { DeviceGateway } from './deviceGateway.js';
import { GalleryService } from './galleryService.js';
import { groupOf } from './planOf.js';

/** What the operator sees of the screens: what was decided of each, and how it is doing. */
@Injectable()
export class ScreenViews {
  constructor(
    @Inject(GalleryService) private readonly gallery: GalleryService,
    @Inject(DeviceGateway) private readonly devices: DeviceGateway,
    @Inject(EngineService) private readonly engine: EngineService,
  ) {}

  async all(): Promise<ScreenView[]> {
    const [screens, groups, connected] = await Promise.all([
      this.gallery.screens(),
      this.gallery.groups(),
      this.devices.connected(),
    ]);
    const byScreen = new Map(connected.map(({ data }) => [data.screen, data]));
    return screens.map(({ key, ...screen }) => {
      const device = byScreen.get(screen.id);
      const report = device?.report ?? null;
      return {
        ...screen,
        proof: key.kind,
        group: groupOf(screen.id, groups)?.id ?? null,
        connected: device !== undefined,
        seen: device?.seen ?? null,
        report,
        current: this.isCurrent(report),
      };
    });
  }

  private isCurrent(report: Report | null): boolean | null {
    const now = report?.showing && this.engine.snapshot(report.showing.work);
    return now ? now.stateHash === report?.showing?.stateHash : null;
  }
}
