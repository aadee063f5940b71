import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { answersBytes } from '../docs/answers.js';
import { MetricsService } from './metricsService.js';

@ApiTags('health')
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(MetricsService) private readonly metrics: MetricsService) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ summary: 'What an operator watches, for Prometheus.' })
  @answersBytes('text/plain', 'The figures of this moment.')
  read(): Promise<string> {
    return this.metrics.read();
  }
}
