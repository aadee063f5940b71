/** The metrics that an exposition of Prometheus' text format tells of, each with what its histograms and counters add. */
export function metricNames(exposition: string): Set<string> {
  const names = new Set<string>();
  for (const [, name, kind] of exposition.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
    if (kind === 'histogram') for (const part of ['_bucket', '_sum', '_count']) names.add(`${name}${part}`);
    else names.add(name as string);
  }
  return names;
}

/** The metrics that a query of Prometheus reads. */
export function metricsOf(query: string): string[] {
  return [...query.matchAll(/\b(?:pentimento|nodejs|process)_\w+/g)].map(([name]) => name);
}
