import { Controller, Get, Header, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Config } from '../config/config.js';
import { answers, refuses } from '../docs/answers.js';
import { CONFIG } from '../parts.js';
import { parse } from '../refusal/parse.js';
import { onlyJson, unknownAddress } from '../refusal/refusals.js';
import { maxStillWidth } from '../stills/stillQuery.js';
import { WorksService } from '../works/worksService.js';

/** Pixels of an embed whose page names no width. */
const DEFAULT_WIDTH = 800;
const MIN_WIDTH = 120;
/** The line below the picture. Pixels. */
const CAPTION_HEIGHT = 48;
const THUMBNAIL_WIDTH = 480;

const OembedQuery = z.looseObject({
  url: z.string('expected the address of a work’s page').max(2000),
  maxwidth: z.coerce.number().int().min(MIN_WIDTH).max(8192).default(DEFAULT_WIDTH),
  maxheight: z.coerce.number().int().min(MIN_WIDTH).max(8192).default(8192),
  format: z.string().default('json'),
});

/** oEmbed 1.0, of type `rich`. */
const Oembed = z.object({
  version: z.literal('1.0'),
  type: z.literal('rich'),
  title: z.string(),
  author_name: z.string(),
  provider_name: z.string(),
  provider_url: z.string(),
  html: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  thumbnail_url: z.string(),
  thumbnail_width: z.number().int(),
  thumbnail_height: z.number().int(),
});
type Oembed = z.infer<typeof Oembed>;

/** How other sites learn to embed a living work (https://oembed.com). */
@ApiTags('works')
@Controller('oembed')
export class OembedController {
  constructor(
    @Inject(WorksService) private readonly works: WorksService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'The embed of the work whose page is at ?url=, as oEmbed 1.0.' })
  @ApiQuery({ name: 'url', description: 'Of this server: /work/1, one of the pages below it, or /embed/1.' })
  @ApiQuery({ name: 'maxwidth', required: false })
  @ApiQuery({ name: 'maxheight', required: false })
  @ApiQuery({ name: 'format', required: false, description: 'json, which is all there is.' })
  @answers(Oembed, 'A frame, and a picture to stand for it.')
  @refuses(400, 404, 422, 501)
  embed(@Query() query: unknown): Oembed {
    const { url, maxwidth, maxheight, format } = parse(OembedQuery, query, 'The query');
    if (format !== 'json') throw onlyJson();
    const live = this.works.open(this.workAt(url));
    const { title, artist, canvas } = live.manifest;
    const { work } = live.record;
    const width = Math.floor(Math.min(maxwidth, ((maxheight - CAPTION_HEIGHT) * canvas.width) / canvas.height));
    const height = Math.round((width * canvas.height) / canvas.width) + CAPTION_HEIGHT;
    const thumbnail = Math.min(THUMBNAIL_WIDTH, maxStillWidth(canvas));
    return {
      version: '1.0',
      type: 'rich',
      title,
      author_name: artist,
      provider_name: 'Pentimento',
      provider_url: this.config.publicUrl,
      // Whole numbers and an address of our own: nothing of the artist's is in it.
      html: `<iframe src="${this.config.publicUrl}/embed/${work}" width="${width}" height="${height}" frameborder="0" allowfullscreen></iframe>`,
      width,
      height,
      thumbnail_url: `${this.config.publicUrl}/api/works/${work}/still.jpg?width=${thumbnail}`,
      thumbnail_width: thumbnail,
      thumbnail_height: Math.round((thumbnail * canvas.height) / canvas.width),
    };
  }

  /** @throws Refused 404 for an address that is not of a work here */
  private workAt(url: string): string {
    const asked = URL.canParse(url) ? new URL(url) : null;
    const [, work] = /^\/(?:work|embed|screen)\/(\d{1,10})(?:\/|$)/.exec(asked?.pathname ?? '') ?? [];
    if (!work || asked?.origin !== new URL(this.config.publicUrl).origin) throw unknownAddress(url);
    return work;
  }
}
