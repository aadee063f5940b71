import { Controller, Get, Header, Inject, Param } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { answers, refuses } from '../docs/answers.js';
import { WorksService } from '../works/worksService.js';
import { SignedPlaylist } from './playlist.js';
import { PlaylistService } from './playlistService.js';

/** For players that are not ours. */
@ApiTags('players')
@Controller('dp1')
export class PlaylistController {
  constructor(
    @Inject(WorksService) private readonly works: WorksService,
    @Inject(PlaylistService) private readonly playlists: PlaylistService,
  ) {}

  @Get('playlist.json')
  @Header('cache-control', 'no-cache')
  @Header('access-control-allow-origin', '*')
  @ApiOperation({ summary: 'Every work of the house as a signed DP-1 playlist.' })
  @answers(SignedPlaylist, 'The playlist, signed as a feed.')
  @refuses(503)
  house(): SignedPlaylist {
    return this.playlists.ofHouse();
  }

  @Get('works/:work/playlist.json')
  @Header('cache-control', 'no-cache')
  @Header('access-control-allow-origin', '*')
  @ApiOperation({ summary: 'A work as a signed DP-1 playlist, for open players.' })
  @ApiParam({ name: 'work', example: 1 })
  @answers(SignedPlaylist, 'The playlist, signed as a feed.')
  @refuses(404, 422)
  work(@Param('work') work: string): SignedPlaylist {
    return this.playlists.ofWork(this.works.open(work));
  }
}
