import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Put,
  UseGuards,
} from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Group, PairingView, ScreenSettings, ScreenView } from '../../engine/protocol/desk.js';
import { ScreenId, ScreenName } from '../../engine/protocol/plan.js';
import { Playlist } from '../../engine/protocol/playlist.js';
import { Command, CommandReply } from '../../engine/protocol/screenMessages.js';
import { accepts, answers, refuses } from '../docs/answers.js';
import { OperatorGuard } from '../operator/operatorGuard.js';
import { parse } from '../refusal/parse.js';
import { DeviceGateway } from './deviceGateway.js';
import { GalleryService } from './galleryService.js';
import { PairingService } from './pairingService.js';
import { ScreenViews } from './screenViews.js';

const Pair = z.strictObject({ code: z.string().max(20), name: ScreenName });
const Paired = z.object({ id: ScreenId, number: z.number().int() });
const Done = z.object({ done: z.literal(true) });
const Order = z.strictObject({ command: Command.shape.command });
const SettingsChange = ScreenSettings.partial();
const NewPlaylist = Playlist.omit({ id: true });
const NewGroup = Group.omit({ id: true });

const DONE = { done: true } as const;

/** Everything an operator decides and does. */
@ApiTags('operator')
@Controller('api/operator')
@UseGuards(OperatorGuard)
export class GalleryController {
  constructor(
    @Inject(GalleryService) private readonly gallery: GalleryService,
    @Inject(PairingService) private readonly pairings: PairingService,
    @Inject(ScreenViews) private readonly views: ScreenViews,
    @Inject(DeviceGateway) private readonly devices: DeviceGateway,
  ) {}

  @Get('screens')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The paired screens, and how each is doing.' })
  @answers(z.array(ScreenView), 'By number.')
  @refuses(401, 429)
  screens(): Promise<ScreenView[]> {
    return this.views.all();
  }

  @Get('pairings/:code')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The screen that waits with a code.' })
  @answers(PairingView, 'It waits.')
  @refuses(401, 404, 429)
  pairing(@Param('code') code: string): Promise<PairingView> {
    return this.pairings.waiting(code);
  }

  @Post('screens')
  @HttpCode(200)
  @ApiOperation({ summary: 'Pairs the screen that shows a code, and gives it a name.' })
  @accepts(Pair)
  @answers(Paired, 'It is paired.')
  @refuses(400, 401, 404, 429)
  async pair(@Body() body: unknown): Promise<z.infer<typeof Paired>> {
    const { code, name } = parse(Pair, body, 'The body');
    const { id, number } = await this.pairings.confirm(code, name);
    return { id, number };
  }

  @Patch('screens/:screen')
  @ApiOperation({ summary: 'Changes what was decided of a screen: name, turn, sleep, what it shows.' })
  @accepts(SettingsChange)
  @answers(Done, 'It is kept, and the screen is told.')
  @refuses(400, 401, 404, 429)
  async settle(@Param('screen') screen: string, @Body() body: unknown): Promise<z.infer<typeof Done>> {
    const { name, quarters, power, sleep, shows } = parse(SettingsChange, body, 'The body');
    await this.gallery.settle(screen, {
      ...(name !== undefined && { name }),
      ...(quarters !== undefined && { quarters }),
      ...(power !== undefined && { power }),
      ...(sleep !== undefined && { sleep }),
      ...(shows !== undefined && { shows }),
    });
    return DONE;
  }

  @Delete('screens/:screen')
  @ApiOperation({ summary: 'Ends a screen’s pairing: its socket is cut at once.' })
  @answers(Done, 'It is ended.')
  @refuses(401, 404, 429)
  async revoke(@Param('screen') screen: string): Promise<z.infer<typeof Done>> {
    await this.gallery.revoke(screen);
    return DONE;
  }

  @Post('screens/:screen/commands')
  @HttpCode(200)
  @ApiOperation({ summary: 'Has a screen load itself anew, show which one it is, or take a picture of what it shows.' })
  @accepts(Order)
  @answers(CommandReply, 'What the screen answered: that it did, or why it does not.')
  @refuses(400, 401, 404, 409, 429, 504)
  async command(@Param('screen') id: string, @Body() body: unknown): Promise<CommandReply> {
    const { command } = parse(Order, body, 'The body');
    return this.devices.command(await this.gallery.screen(id), command);
  }

  @Get('playlists')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The playlists.' })
  @answers(z.array(Playlist), 'In the order they were made.')
  @refuses(401, 429)
  playlists(): Promise<Playlist[]> {
    return this.gallery.playlists();
  }

  @Put('playlists/:playlist')
  @ApiOperation({ summary: 'Makes a playlist, or another of it.' })
  @ApiParam({ name: 'playlist', description: '8 to 32 small letters and digits of one’s own choice' })
  @accepts(NewPlaylist)
  @answers(Done, 'It is kept, and the screens that show it are told.')
  @refuses(400, 401, 404, 429)
  async savePlaylist(@Param('playlist') id: string, @Body() body: unknown): Promise<z.infer<typeof Done>> {
    await this.gallery.savePlaylist(parse(Playlist, { ...objectOf(body), id }, 'The playlist'));
    return DONE;
  }

  @Delete('playlists/:playlist')
  @ApiOperation({ summary: 'Removes a playlist that nothing shows.' })
  @answers(Done, 'It is gone.')
  @refuses(401, 404, 409, 429)
  async removePlaylist(@Param('playlist') id: string): Promise<z.infer<typeof Done>> {
    await this.gallery.removePlaylist(id);
    return DONE;
  }

  @Get('groups')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The groups of screens that change in step.' })
  @answers(z.array(Group), 'In the order they were made.')
  @refuses(401, 429)
  groups(): Promise<Group[]> {
    return this.gallery.groups();
  }

  @Put('groups/:group')
  @ApiOperation({ summary: 'Makes a group of screens, or another of it: in step, or each with its part of one work.' })
  @ApiParam({ name: 'group', description: '8 to 32 small letters and digits of one’s own choice' })
  @accepts(NewGroup)
  @answers(Done, 'It is kept, and its screens are told.')
  @refuses(400, 401, 404, 409, 429)
  async saveGroup(@Param('group') id: string, @Body() body: unknown): Promise<z.infer<typeof Done>> {
    await this.gallery.saveGroup(parse(Group, { ...objectOf(body), id }, 'The group'));
    return DONE;
  }

  @Delete('groups/:group')
  @ApiOperation({ summary: 'Dissolves a group: its screens hang alone again.' })
  @answers(Done, 'It is gone.')
  @refuses(401, 404, 429)
  async removeGroup(@Param('group') id: string): Promise<z.infer<typeof Done>> {
    await this.gallery.removeGroup(id);
    return DONE;
  }
}

const objectOf = (body: unknown): object => (typeof body === 'object' && body !== null ? body : {});
