import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../../engine/protocol/pickLanguage.js';
import { smallPictureWidth } from '../../engine/scene/rasterSide.js';
import type { Config } from '../config/config.js';
import { EngineService } from '../engine/engineService.js';
import { cookiesOf } from '../language/cookiesOf.js';
import { languageOf } from '../language/languageOf.js';
import { CONFIG } from '../parts.js';
import { Refused } from '../refusal/refused.js';
import { maxStillWidth } from '../stills/stillQuery.js';
import { type LiveWork, WorksService } from '../works/worksService.js';
import { fillPage, type PageHead } from './fillPage.js';
import { PAGES_FOLDER } from './pagesFolder.js';
import { PAGE_WORDS, type PageWords } from './pageWords.js';

/** What a page is called and what it is about. */
export interface PageTitle {
  title: string;
  description: string;
}

/** A page about a work, or about one of its tokens. */
export interface WorkPage {
  /** Of `dist/display`. */
  file: string;
  work: string;
  index?: string;
  /** @param token the title of the token the page is about; the master's is the work's */
  title: (words: PageWords, work: string, token: string) => PageTitle;
  /** Pixels of the still the page begins with, or `hung` for what hangs on it large; null for one that begins with none. */
  first: number | 'hung' | null;
}

/** Names its scripts by their hashes, so it must be asked for each time, and they never. */
const NO_CACHE = 'no-cache';
/** Pixels of the picture that stands for a page elsewhere. */
const PREVIEW_WIDTH = 1200;
const THEMES = ['light', 'dark'] as const;

/** Sends the pages that Vite built, each with a head of its own. */
@Injectable()
export class PagesService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(EngineService) private readonly engine: EngineService,
    @Inject(WorksService) private readonly works: WorksService,
  ) {}

  /** A page about the house. */
  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    file: string,
    title: (words: PageWords) => PageTitle,
  ): Promise<void> {
    const language = languageOf(request);
    const [first] = this.works.list();
    const about = first && orNull(() => this.find(String(first.work), '0'));
    await this.fill(request, reply, file, {
      ...title(PAGE_WORDS[language]),
      image: about ? orNull(() => this.previewOf(about.live, language)) : null,
      first: null,
      oembed: null,
    });
  }

  /**
   * A page about a work. The page itself tells a person that there is none; the status tells everything else, once the
   * chain has been read.
   */
  async sendOfWork(
    request: FastifyRequest,
    reply: FastifyReply,
    { file, work, index = '0', title, first }: WorkPage,
  ): Promise<void> {
    const language = languageOf(request);
    const words = PAGE_WORDS[language];
    const about = orNull(() => this.find(work, index));
    if (!about) {
      const unknown = { title: words.unknown, description: words.front, image: null, first: null, oembed: null };
      await this.fill(request, reply.code(this.engine.isLive() ? 404 : 200), file, unknown);
      return;
    }
    const { live, token } = about;
    const address = `${this.config.publicUrl}${pathOf(request)}`;
    const stillWidth = first === 'hung' ? smallPictureWidth(live.manifest.canvas) : first;
    await this.fill(request, reply, file, {
      ...title(words, live.manifest.title, token),
      image: orNull(() => this.previewOf(live, language)),
      first: first === null ? null : `/api/works/${work}/still.webp?width=${stillWidth}`,
      oembed: `${this.config.publicUrl}/oembed?url=${encodeURIComponent(address)}`,
    });
  }

  private async fill(
    request: FastifyRequest,
    reply: FastifyReply,
    file: string,
    head: Pick<PageHead, 'title' | 'description' | 'image' | 'first' | 'oembed'>,
  ): Promise<void> {
    const template = await readFile(join(PAGES_FOLDER, file), 'utf8');
    const chosen = cookiesOf(request.headers).get('theme');
    const page = fillPage(template, {
      ...head,
      language: languageOf(request),
      theme: THEMES.find((theme) => theme === chosen) ?? null,
      address: `${this.config.publicUrl}${pathOf(request)}`,
    });
    await reply
      .headers({ 'cache-control': NO_CACHE, vary: 'Cookie, Accept-Language' })
      .type('text/html; charset=utf-8')
      .send(page);
  }

  /** @throws Refused when there is no such work or token, or none that can be shown */
  private find(work: string, index: string): { live: LiveWork; token: string } {
    const live = this.works.open(work);
    return { live, token: this.works.layer(live, index).title };
  }

  private previewOf(live: LiveWork, language: Language): PageHead['image'] {
    const { canvas } = live.manifest;
    const width = Math.min(PREVIEW_WIDTH, maxStillWidth(canvas));
    // Previews are kept by their address elsewhere: a restyled work has another.
    const { block } = this.works.snapshot(live).state;
    return {
      address: `${this.config.publicUrl}/api/works/${live.record.work}/still.jpg?width=${width}&v=${block.number}`,
      width,
      height: Math.round((width * canvas.height) / canvas.width),
      text: this.works.inWords(live, language, Date.now() / 1000),
    };
  }
}

/** What is read; null where the server refuses it. */
function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

const pathOf = ({ url }: FastifyRequest) => url.split('?')[0] ?? '/';
